import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import sharp from 'sharp';
import request, { type Response } from 'supertest';
import { AuditLog } from '../modules/audit/admin.ts';
import { storePicture } from '../modules/media/index.ts';
import { bucketName, deleteObjects, s3Client } from '../platform/object-store.ts';
import type { Role } from '../shared/request-context.ts';
import { contextOf as contextFor, useDatabase } from '../testing/harness.ts';
import { storedKeys, useObjectStore } from '../testing/object-store.ts';
import { HTML_PAGE, jpegPicture, pixelBomb, pngPicture, SVG_WITH_SCRIPT } from '../testing/pictures.ts';
import { mediaRoutes } from './media.routes.ts';
import { type ContextOf, problemHandler } from './middleware/problem.ts';
import { authorizeUpload, panelUploadRouter } from './picture-upload.routes.ts';

useDatabase();
useObjectStore();

const contextOf: ContextOf = (req) =>
  contextFor((req.get('x-test-role') as Role | undefined) ?? 'inventory', { requestId: 'test-request' });
const app = express();
app.use((req, _res, next) => {
  req.ctx = contextOf(req);
  next();
});
app.use('/media', mediaRoutes());
app.use(
  '/admin/api/media',
  panelUploadRouter({
    contextOf,
    authorize: authorizeUpload,
  }),
);
app.use(problemHandler(contextOf));
const server = app.listen(0);
afterAll(() => {
  server.close();
});

const upload = (file: Buffer, name = 'lantern.png') =>
  request(server).post('/admin/api/media').attach('picture', file, name);
const openUploads = async () =>
  (await s3Client().send(new ListMultipartUploadsCommand({ Bucket: bucketName() }))).Uploads ?? [];
const lastRefusal = () => AuditLog.findOne({ kind: 'refusal' }).sort({ createdAt: -1, _id: -1 }).lean();

describe('a picture', () => {
  let sha256: string;
  beforeAll(async () => {
    ({ sha256 } = await storePicture(await jpegPicture({ width: 1_000, height: 500 })));
  });

  it('is served in each width, for ever', async () => {
    for (const width of [160, 480, 960]) {
      const answer = await request(server).get(`/media/${sha256}-${width}.webp`).buffer(true).parse(binary);
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      });
      expect(await sharp(answer.body as Buffer).metadata()).toMatchObject({ format: 'webp', width });
    }
  });

  it('answers HEAD without its bytes and a known version with 304', async () => {
    const path = `/media/${sha256}-160.webp`;
    const head = await request(server).head(path);
    expect(head.status).toBe(200);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(100);
    const again = await request(server).get(path).set('If-None-Match', String(head.headers['etag']));
    expect(again.status).toBe(304);
    expect(again.headers['cache-control']).toContain('immutable');
  });

  it('says which methods it knows', async () => {
    const path = `/media/${sha256}-160.webp`;
    expect((await request(server).options(path)).headers['allow']).toBe('GET, HEAD, OPTIONS');
    const refused = await request(server).delete(path);
    expect(refused.status).toBe(405);
    expect(refused.body).toMatchObject({ code: 'method_not_allowed' });
  });

  it.each([
    [`/media/${'0'.repeat(64)}-160.webp`],
    ['/media/'],
    ['/media/x.webp'],
    ['/media/..%2F..%2Fetc%2Fpasswd'],
    ['/media/%2e%2e/secret'],
    [`/media/${'0'.repeat(64)}-161.webp`],
    [`/media/${'0'.repeat(64)}-160.WEBP`],
    [`/media/a/${'0'.repeat(64)}-160.webp`],
    ['/media/%00'],
  ])('%s is a problem with 404', async (path) => {
    const answer = await request(server).get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'not_found', requestId: 'test-request' });
  });

  it('behind a broken address is a problem with 400', async () => {
    const answer = await request(server).get('/media/%E0%A4%A');
    expect(answer.body).toMatchObject({ status: 400, code: 'bad_address' });
  });
});

describe('an upload', () => {
  beforeEach(async () => {
    await deleteObjects(await storedKeys());
    await AuditLog.collection.deleteMany({});
  });

  it('works: it is checked, re-encoded and answered with what the form saves', async () => {
    const answer = await upload(await pngPicture({ width: 1_500, height: 1_000 })).field('alt', ' A red lantern ');
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      alt: 'A red lantern',
      width: 960,
      height: 640,
      variants: [160, 480, 960].map((width) => ({ width, url: `/media/${answer.body.sha256}-${width}.webp` })),
    });
    expect(await storedKeys()).toEqual([160, 480, 960].map((width) => `media/${answer.body.sha256}-${width}.webp`));
    for (const { width, url } of answer.body.variants) {
      const served = await request(server).get(url).buffer(true).parse(binary);
      expect(Number(served.headers['content-length'])).toBe((served.body as Buffer).length);
      expect(await sharp(served.body as Buffer).metadata()).toMatchObject({ format: 'webp', width });
    }
  });

  it.each([
    ['an empty file', async () => Buffer.alloc(0), 'empty.png', 422, 'picture_empty'],
    ['an SVG with a script', async () => SVG_WITH_SCRIPT, 'drawing.svg', 415, 'picture_not_supported'],
    ['an SVG that calls itself PNG', async () => SVG_WITH_SCRIPT, 'drawing.png', 415, 'picture_not_supported'],
    ['HTML that calls itself PNG', async () => HTML_PAGE, 'page.png', 415, 'picture_not_supported'],
    [
      'a GIF',
      async () =>
        sharp(await pngPicture())
          .gif()
          .toBuffer(),
      'dance.gif',
      415,
      'picture_not_supported',
    ],
    ['a cut-off picture', async () => (await jpegPicture()).subarray(0, 4_000), 'cut.jpg', 422, 'picture_unreadable'],
    ['a pixel bomb', pixelBomb, 'bomb.png', 422, 'picture_too_many_pixels'],
    ['more than 10 MB', async () => Buffer.alloc(11 * 1024 * 1024, 7), 'large.jpg', 413, 'picture_too_large'],
    [
      'exactly one byte too many',
      async () => Buffer.alloc(10 * 1024 * 1024 + 1, 7),
      'large.jpg',
      413,
      'picture_too_large',
    ],
  ])('of %s is refused in plain words, on record, and nothing is stored', async (_name, make, name, status, code) => {
    const answer = await upload(await make(), name);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code, errors: { picture: answer.body.detail } });
    expect(await storedKeys()).toEqual([]);
    expect(await openUploads()).toEqual([]);
    expect(await lastRefusal()).toMatchObject({ action: 'products.uploadPicture', cause: code, outcome: 'refused' });
  });

  it('that is broken off after 6 MB leaves nothing behind in the store', async () => {
    const noise = Buffer.alloc(6 * 1024 * 1024, 'noise that is no picture');
    await new Promise<void>((done) => {
      const { port } = server.address() as AddressInfo;
      const boundary = 'cut-here';
      const call = httpRequest({
        port,
        method: 'POST',
        path: '/admin/api/media',
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': 9 * 1024 * 1024 },
      });
      call.on('error', () => done());
      call.on('close', () => done());
      call.write(
        `--${boundary}\r\nContent-Disposition: form-data; name="picture"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
      );
      call.write(noise, () => setTimeout(() => call.destroy(), 100));
    });
    await until(async () => (await lastRefusal())?.cause === 'upload_aborted');
    expect(await openUploads()).toEqual([]);
    expect(await storedKeys()).toEqual([]);
  });

  it('of a picture that a product already shows, broken by a second file, leaves that picture alone', async () => {
    const source = await pngPicture();
    const { sha256 } = (await upload(source)).body;
    const answer = await request(server)
      .post('/admin/api/media')
      .attach('picture', source, 'a.png')
      .attach('picture', HTML_PAGE, 'b.png');
    expect(answer.body).toMatchObject({ status: 400, code: 'picture_expected' });
    expect(await storedKeys(`media/${sha256}`)).toHaveLength(3);
  });

  it.each([
    ['without a file', () => request(server).post('/admin/api/media').field('alt', 'x')],
    ['in another field', () => request(server).post('/admin/api/media').attach('file', HTML_PAGE, 'a.png')],
    ['as JSON', () => request(server).post('/admin/api/media').send({ picture: 'x' })],
    [
      'in a broken form',
      () =>
        request(server)
          .post('/admin/api/media')
          .set('Content-Type', 'multipart/form-data; boundary=x')
          .send('--x\r\nContent-Disposition: form-data; name="picture"; filename="a.png"\r\n\r\nabc'),
    ],
    [
      'in a form without a boundary',
      () => request(server).post('/admin/api/media').set('Content-Type', 'multipart/form-data').send('abc'),
    ],
    ['with an endless description', async () => upload(await pngPicture()).field('alt', 'a'.repeat(301))],
    [
      'with more fields than the form has',
      async () => upload(await pngPicture()).field({ a: '1', b: '2', c: '3', d: '4', e: '5' }),
    ],
  ])('%s is refused', async (_name, send) => {
    const answer = await send();
    expect(answer.body).toMatchObject({ status: 400, code: 'picture_expected' });
  });

  it('by someone who may not is refused before the file is read, and on record', async () => {
    const answer = await upload(await pngPicture()).set('x-test-role', 'support');
    expect(answer.status).toBe(403);
    expect(answer.body.code).toBe('forbidden');
    expect(await storedKeys()).toEqual([]);
    expect(await lastRefusal()).toMatchObject({ cause: 'forbidden', performedBy: { id: 'test-support' } });
  });
});

function binary(res: Response, done: (error: Error | null, body: Buffer) => void): void {
  const stream = res as unknown as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await check()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('it did not come to that within 5 s');
}
