import express, { type ErrorRequestHandler, type Router } from 'express';
import { recordRefusal } from '../modules/audit/index.ts';
import { PICTURE_CONTENT_TYPE, parsePictureName } from '../modules/media/index.ts';
import { photoForStaff } from '../modules/ordering/index.ts';
import { assertCan } from '../shared/permissions.policy.ts';
import { type ContextOf, expectedError, notFoundHere } from './middleware/problem.ts';
import { otherMethods } from './mount-routes.ts';

/** The photos of returns for staff, to be mounted at `/admin/api/return-photos`: they are not among the pictures that anybody may fetch. */
export function returnPhotoRouter(contextOf: ContextOf): Router {
  const router = express.Router();
  router.get('/:name', async (req, res, next) => {
    const ctx = contextOf(req);
    assertCan(ctx, 'returnRequests', 'show');
    const photo = parsePictureName(req.params.name);
    if (!photo) return notFoundHere(req, res, next);
    const bytes = await photoForStaff(ctx, photo.sha256, photo.size);
    res.set({ 'Cache-Control': 'private, no-store', 'Content-Type': PICTURE_CONTENT_TYPE });
    res.end(bytes);
  });
  router.all('/:name', otherMethods(['GET', 'HEAD', 'OPTIONS']));
  router.use(onRecord(contextOf));
  return router;
}

const onRecord =
  (contextOf: ContextOf): ErrorRequestHandler =>
  async (error, req, _res, next) => {
    const { code, status } = expectedError(error);
    const outcome = status >= 500 ? 'failed' : 'refused';
    await recordRefusal(contextOf(req), {
      entity: 'returnRequests',
      action: 'returnRequests.show',
      cause: code,
      outcome,
    });
    next(error);
  };
