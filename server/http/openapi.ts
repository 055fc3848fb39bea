import { z } from 'zod';
import { type ApiRoute, type ProblemDescription, problemSchema } from '../platform/api-route.ts';

type Json = Record<string, unknown>;

export type ApiInfo = { title: string; version: string; description: string; basePath: string };

/** The OpenAPI 3.1 document of some routes, made of the very schemas that check what comes in and what goes out. */
export function openApiDocument(info: ApiInfo, routes: readonly ApiRoute[]): Json {
  const components = new Map<string, Json>();
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = `${info.basePath}${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operation(route, components) };
  }
  const { title, version, description } = info;
  return {
    openapi: '3.1.0',
    info: { title, version, description, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries([...components].sort(([a], [b]) => a.localeCompare(b))),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'cf_shop',
          description: 'The session cookie that signing in sets; over https its name begins with `__Host-`.',
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A service token, made in the panel by an admin; it may do what its scopes name.',
        },
        orderKey: {
          type: 'apiKey',
          in: 'header',
          name: 'Order-Key',
          description: 'The key of the link in an order’s mail: opens that one order without signing in.',
        },
      },
    },
  };
}

function operation(route: ApiRoute, components: Map<string, Json>): Json {
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    tags: [route.tag],
    parameters: [
      ...parameters('path', route.params, components),
      ...parameters('query', route.query, components),
      ...headerParameters(route),
    ],
    ...requestBody(route, components),
    responses: { ...answers(route, components), ...problems(route, components) },
    ...(route.access === 'anyone' ? {} : { security: security(route.access) }),
  };
}

const security = (access: ApiRoute['access']): Json[] =>
  access === 'signed-in-or-key' ? [{ session: [] }, { orderKey: [] }] : [{ session: [] }, { token: [] }];

function requestBody({ body, bodyExample, file }: ApiRoute, components: Map<string, Json>): Json {
  if (file) {
    const { contentType, description } = file;
    const schema = { type: 'string', format: 'binary' };
    return { requestBody: { required: true, description, content: { [contentType]: { schema } } } };
  }
  if (!body) return {};
  const schema = jsonSchema(body, 'input', components);
  const example = bodyExample === undefined ? {} : { example: bodyExample };
  return { requestBody: { required: true, content: { 'application/json': { schema, ...example } } } };
}

function parameters(place: 'path' | 'query', schema: z.ZodObject | undefined, components: Map<string, Json>): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input', components) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, example, ...property }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description ? { description } : {}),
    schema: property,
    ...(example === undefined ? {} : { example }),
  }));
}

const headerParameters = ({ headers = {} }: ApiRoute): Json[] =>
  Object.entries(headers).map(([name, { description, required = false }]) => ({
    name: name.replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  }));

function answers(route: ApiRoute, components: Map<string, Json>): Json {
  const entries = Object.entries(route.answers).map(([status, answer]) => {
    const headers: Record<string, string> = {
      'X-Request-Id': 'Names this request in our logs and trail.',
      ...(route.method === 'get' ? { ETag: 'The version of this answer, for If-None-Match.' } : {}),
      ...answer.headers,
    };
    const others = mapValues(answer.others ?? {}, (description) => ({ schema: { type: 'string', description } }));
    const content = answer.contentType
      ? { [answer.contentType]: { schema: { type: 'string', format: 'binary' } } }
      : answer.schema && {
          'application/json': {
            schema: jsonSchema(answer.schema, 'output', components),
            ...(answer.example === undefined ? {} : { example: answer.example }),
          },
          ...others,
        };
    return [
      status,
      {
        description: answer.description,
        headers: mapValues(headers, (description) => ({ description, schema: { type: 'string' } })),
        ...(content ? { content } : {}),
      },
    ];
  });
  const notModified = route.method === 'get' ? { 304: { description: 'Nothing has changed since that ETag.' } } : {};
  return { ...Object.fromEntries(entries), ...notModified };
}

/** The failures of a route: its own, and those that its schemas and its access bring with them. */
function problems(route: ApiRoute, components: Map<string, Json>): Json {
  const byStatus = new Map<number, ProblemDescription[]>();
  for (const problem of allProblems(route)) {
    byStatus.set(problem.status, [...(byStatus.get(problem.status) ?? []), problem]);
  }
  const schema = jsonSchema(problemSchema, 'output', components);
  const entries = [...byStatus].map(([status, list]) => [
    status,
    {
      description: list.map(({ code, when }) => `\`${code}\`: ${when}`).join('\n\n'),
      content: { 'application/problem+json': { schema, example: exampleProblem(list[0]!) } },
    },
  ]);
  return Object.fromEntries(entries);
}

function allProblems(route: ApiRoute): ProblemDescription[] {
  const list: ProblemDescription[] = [
    { status: 400, code: 'unknown_parameter', when: 'A query parameter is not one of these.' },
    ...(route.query
      ? [{ status: 400, code: 'invalid_parameter', when: 'A query parameter has a value it cannot have.' }]
      : []),
    ...(route.access === 'anyone' ? [] : [{ status: 401, code: 'unauthenticated', when: 'Nobody is signed in.' }]),
    ...(typeof route.access === 'object'
      ? [{ status: 403, code: 'forbidden', when: 'Whoever is signed in may not do this.' }]
      : []),
    ...(route.access === 'anyone'
      ? []
      : [{ status: 403, code: 'insufficient_scope', when: 'The token was not given the scope for this.' }]),
    ...(route.params ? [{ status: 404, code: 'not_found', when: 'There is nothing at this address.' }] : []),
    ...(route.file ? [{ status: 415, code: 'unsupported_media_type', when: 'The body is no such file.' }] : []),
    ...(route.body
      ? [
          { status: 400, code: 'bad_json', when: 'The body is no JSON.' },
          { status: 413, code: 'too_large', when: 'The body is larger than 100 KB.' },
          { status: 415, code: 'unsupported_media_type', when: 'The body is not sent as application/json.' },
          { status: 422, code: 'invalid', when: 'A field has a value it cannot have.' },
        ]
      : []),
    { status: 429, code: 'rate_limited', when: 'Too many calls of this caller; `Retry-After` says when to go on.' },
    { status: 500, code: 'internal', when: 'A fault of ours.' },
    { status: 503, code: 'unavailable', when: 'A part of ours does not answer; try again shortly.' },
  ];
  const own = route.problems ?? [];
  const named = new Set(own.map(({ status, code }) => `${status} ${code}`));
  return [...own, ...list.filter(({ status, code }) => !named.has(`${status} ${code}`))];
}

const exampleProblem = ({ status, code, when }: ProblemDescription): Json => ({
  type: `urn:counterfoil:problem:${code}`,
  title: code.replaceAll('_', ' '),
  status,
  code,
  detail: when,
  requestId: '01J9Z3T2K8',
});

/** A schema as JSON Schema; those with an id of their own move to the components. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', components: Map<string, Json>): Json {
  const {
    $schema: _dialect,
    $defs,
    ...json
  } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    override: ({ jsonSchema: made }) => {
      const { wire } = made as { wire?: Json };
      if (!wire) return;
      for (const key of ['wire', 'pattern', 'type', 'default']) delete (made as Json)[key];
      Object.assign(made, wire);
    },
  }) as Json;
  for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, Json>)) {
    components.set(name, withComponentRefs(definition));
  }
  return withComponentRefs(json);
}

const withComponentRefs = (json: Json): Json =>
  JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;

const mapValues = <A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
