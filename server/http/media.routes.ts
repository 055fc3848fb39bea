import express, { type Router } from 'express';
import { keyOfPicture, PICTURE_CACHE_CONTROL, PICTURE_CONTENT_TYPE, parsePictureName } from '../modules/media/index.ts';
import { getObject, headObject } from '../platform/object-store.ts';
import { isFresh } from './middleware/conditional.ts';
import { notFoundHere } from './middleware/problem.ts';
import { otherMethods } from './mount-routes.ts';

/** Serves pictures out of the private bucket, to be mounted at `/media`. A CDN in front needs to ask once. */
export function mediaRoutes(): Router {
  const router = express.Router({ caseSensitive: true });
  router.get('/:name', async (req, res, next) => {
    const picture = parsePictureName(req.params.name);
    if (!picture) return notFoundHere(req, res, next);
    const key = keyOfPicture(picture.sha256, picture.size);
    const etag = `"${picture.sha256.slice(0, 32)}-${picture.size}"`;
    const fresh = isFresh(req.headers['if-none-match'], etag);
    const object = req.method === 'HEAD' || fresh ? await headObject(key) : await getObject(key);
    if (!object) return notFoundHere(req, res, next);

    res.setHeader('Cache-Control', PICTURE_CACHE_CONTROL);
    res.setHeader('ETag', etag);
    // Pictures are shown by the shop, which is another origin.
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    if (fresh) {
      res.statusCode = 304;
      res.end();
      return;
    }
    res.setHeader('Content-Type', PICTURE_CONTENT_TYPE);
    res.setHeader('Content-Length', object.size);
    res.end('body' in object ? object.body : undefined);
  });
  router.all('/:name', otherMethods(['GET', 'HEAD', 'OPTIONS']));
  router.use(notFoundHere);
  return router;
}
