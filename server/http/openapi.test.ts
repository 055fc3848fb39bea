import { expect, it } from '@jest/globals';
import request from 'supertest';
import { z } from 'zod';
import { catalogueRoutes } from '../modules/catalog/index.ts';
import { type ApiRoute, defineRoute } from '../platform/api-route.ts';
import { apiApp, serveApi } from '../testing/api-app.ts';
import { openApiDocument } from './openapi.ts';

type Operation = {
  operationId: string;
  parameters: { name: string; in: string; schema: Record<string, unknown>; example?: unknown; required: boolean }[];
  responses: Record<string, { content?: Record<string, { schema: object; example?: unknown }> }>;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

const server = serveApi(catalogueRoutes);
const document = openApiDocument(
  { title: 'T', version: '1', description: '', basePath: '/api/v1' },
  catalogueRoutes,
) as unknown as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
);

/** A schema of the document, with its references to the components put in their place, as a check. */
const checkOf = (schema: object): z.ZodType =>
  z.fromJSONSchema({
    ...(JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')) as object),
    $defs: JSON.parse(JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/')),
  } as never);

it('the document is served and may be kept for a while', async () => {
  const answer = await request(server).get('/api/openapi.json');
  expect(answer.status).toBe(200);
  expect(answer.body.openapi).toBe('3.1.0');
  expect(Object.keys(answer.body.paths)).toEqual(['/api/v1/products', '/api/v1/products/{slug}', '/api/v1/categories']);
  expect(Object.keys(answer.body.components.schemas)).toEqual(
    expect.arrayContaining(['Category', 'CategoryList', 'Image', 'Money', 'Problem', 'Product', 'ProductList']),
  );
  const again = await request(server).get('/api/openapi.json').set('If-None-Match', String(answer.headers['etag']));
  expect(again.status).toBe(304);
});

it('every reference in it leads somewhere, and nothing in it is ours alone', () => {
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    expect(document.components.schemas).toHaveProperty(name!);
  }
  expect(text).not.toMatch(/"\$defs|"wire"|"\$schema"/);
});

it('a number in the query is shown as the number it means', () => {
  const limit = operations
    .find(([name]) => name === 'get /api/v1/products')?.[1]
    .parameters.find(({ name }) => name === 'limit');
  expect(limit).toMatchObject({ in: 'query', required: false, example: 20 });
  expect(limit?.schema).toEqual({ type: 'integer', minimum: 1, maximum: 100, default: 20 });
});

it.each(operations)('%s has an example of each answer, and it fits its schema', (_name, operation) => {
  for (const answer of Object.values(operation.responses)) {
    for (const { schema, example } of Object.values(answer.content ?? {})) {
      expect(example).toBeDefined();
      expect(() => checkOf(schema).parse(example)).not.toThrow();
    }
  }
  for (const { example, name } of operation.parameters) if (name !== 'cursor') expect(example).toBeDefined();
});

const answering = (body: unknown, status = 200): ApiRoute =>
  defineRoute({
    method: 'get',
    path: '/thing',
    operationId: 'getThing',
    summary: '',
    tag: 'Test',
    access: 'anyone',
    answers: { 200: { description: '', schema: z.strictObject({ size: z.int() }) } },
    handle: async () => ({ status, body }),
  });

it.each([
  ['with a field too many', { size: 1, secret: 'x' }, 200],
  ['with another type', { size: '1' }, 200],
  ['with a field missing', {}, 200],
  ['with a status it does not describe', { size: 1 }, 201],
])('an answer %s fails the test that gets it', async (_name, body, status) => {
  const other = apiApp([answering(body, status)]);
  expect((await request(other).get('/api/v1/thing')).status).toBe(500);
});

it('an answer as described passes', async () => {
  const other = apiApp([answering({ size: 1 })]);
  expect((await request(other).get('/api/v1/thing')).body).toEqual({ size: 1 });
});
