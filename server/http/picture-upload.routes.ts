import { Readable } from 'node:stream';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import multer, { type StorageEngine } from 'multer';
import multerS3 from 'multer-s3';
import { recordRefusal } from '../modules/audit/index.ts';
import {
  keepPicture,
  keyOfPicture,
  LARGEST_WIDTH,
  MAX_PICTURE_BYTES,
  PICTURE_CACHE_CONTROL,
  PICTURE_CONTENT_TYPE,
  type PreparedPicture,
  pictureTooLarge,
  preparePicture,
  presentPicture,
  readBounded,
  uploadExpected,
} from '../modules/media/index.ts';
import { bucketName, objectStoreUnavailable, s3Client } from '../platform/object-store.ts';
import { AppError, isAppError, unauthenticated } from '../shared/errors.ts';
import { assertCan, assertMayEdit } from '../shared/permissions.policy.ts';
import { type ContextOf, expectedError } from './middleware/problem.ts';
import { otherMethods } from './mount-routes.ts';

export type PanelUploadOptions = {
  /** Runs before a byte of the file is read; throws or ends the answer for who may not upload. */
  authorize: RequestHandler;
  contextOf: ContextOf;
};

const LONGEST_ALT = 300;

/** Lets those upload who may put pictures on a product. */
export const authorizeUpload: RequestHandler = (req, _res, next) => {
  if (req.ctx.actor.id === null) throw unauthenticated();
  assertCan(req.ctx, 'products', 'edit');
  assertMayEdit(req.ctx, 'products', ['images']);
  next();
};

/** The picture of a request, checked and re-encoded while its file was being stored. */
const pictures = new WeakMap<object, Promise<PreparedPicture>>();

/**
 * Takes one picture from a form of the panel (field `picture`, and `alt`), to be mounted at `/admin/api/media`. Answers what the form saves
 * with its product; a picture that is never saved is swept. Needs a configured object store.
 */
export function panelUploadRouter({ authorize, contextOf }: PanelUploadOptions): Router {
  const limits = { fileSize: MAX_PICTURE_BYTES, files: 1, fields: 4, parts: 5, fieldSize: 2_000, fieldNameSize: 50 };
  const upload = multer({ storage: pictureStorage(), limits }).single('picture');
  const router = express.Router();
  router.post('/', authorize, upload, async (req, res) => {
    const picture = await pictures.get(req);
    if (!picture) throw uploadExpected();
    const alt = String(req.body?.alt ?? '').trim();
    if (alt.length > LONGEST_ALT) throw uploadExpected(`Describe the picture in at most ${LONGEST_ALT} characters.`);
    const { sha256, width, height } = picture;
    res.status(201).set('Cache-Control', 'no-store');
    res.json({ sha256, ...presentPicture({ sha256, alt, width, height }) });
  });
  router.all('/', otherMethods(['POST', 'OPTIONS']));
  router.use(refusedUpload(contextOf));
  return router;
}

/**
 * multer-s3, which by itself stores whatever comes, hangs on an empty file, and leaves half an upload behind when the browser goes away. Its
 * `contentType` may answer with another stream: so the file is read whole (at most 10 MB), checked and re-encoded first, and only the result,
 * which is small and complete, goes to the store. Its key is known by then too.
 */
function pictureStorage(): StorageEngine {
  const pictureOf = (req: object, file: Express.Multer.File): Promise<PreparedPicture> => {
    const known = pictures.get(req);
    if (known) return known;
    const picture = readBounded(file.stream).then(preparePicture);
    pictures.set(req, picture);
    return picture;
  };
  const storage = multerS3({
    s3: s3Client(),
    bucket: bucketName(),
    cacheControl: PICTURE_CACHE_CONTROL,
    // Buckets made since 2023 refuse objects that come with an access list; this one is private as a whole.
    acl: (_req, _file, done) => done(null, undefined),
    key: (req, file, done) => {
      pictureOf(req, file).then((picture) => done(null, keyOfPicture(picture.sha256, LARGEST_WIDTH)), done);
    },
    contentType: (req, file, done) => {
      pictureOf(req, file)
        .then(async (picture) => {
          await keepPicture(picture, { except: LARGEST_WIDTH });
          done(null, PICTURE_CONTENT_TYPE, Readable.from([picture.variants.get(LARGEST_WIDTH)]));
        })
        .catch(done);
    },
  });
  // The same picture may be on other products already: what is not attached is left to the sweep.
  storage._removeFile = (_req, _file, done) => done(null);
  return storage;
}

/** Puts a refused upload on record and says in plain words what was wrong with it. */
function refusedUpload(contextOf: ContextOf): ErrorRequestHandler {
  return async (error, req, _res, next) => {
    const refusal = uploadError(error);
    const { code, status } = expectedError(refusal);
    await recordRefusal(contextOf(req), {
      entity: 'products',
      action: 'products.uploadPicture',
      cause: code,
      outcome: status >= 500 ? 'failed' : 'refused',
    });
    next(refusal);
  };
}

/** The product's own error for what multer, its parser and the store's client throw; anything else comes back unchanged. */
function uploadError(error: unknown): unknown {
  if (isAppError(error) || !(error instanceof Error)) return error;
  if (error instanceof multer.MulterError) {
    return error.code === 'LIMIT_FILE_SIZE' ? pictureTooLarge() : uploadExpected();
  }
  if (/^Request (aborted|closed|error)/.test(error.message)) {
    return new AppError('upload_aborted', 400, 'The upload was broken off.');
  }
  if (/^(Unexpected end of form|Malformed|Multipart:|Unsupported content type)/.test(error.message)) {
    return uploadExpected();
  }
  const fromStore = '$metadata' in error || ('code' in error && /^E[A-Z]+$/.test(String(error.code)));
  return fromStore ? objectStoreUnavailable(error) : error;
}
