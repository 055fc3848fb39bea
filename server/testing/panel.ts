import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll } from '@jest/globals';
import express, { type Express, Router } from 'express';
import mongoose from 'mongoose';
import supertest, { type Test } from 'supertest';
import { mountAdminPanel, type PanelOptions } from '../http/admin-panel.ts';
import type { Registry } from '../http/panel/registry.ts';
import { AuditLog } from '../modules/audit/admin.ts';
import { bindOpenOrders } from '../modules/inventory/index.ts';
import { openOrdersOf } from '../modules/ordering/index.ts';
import type { Method } from '../platform/api-route.ts';
import type { Actor, Role } from '../shared/request-context.ts';

/** Who a test signs in as: a role, or a person with an id and a name of their own. */
type Visitor = Role | 'nobody' | Partial<Actor>;

export type PanelHandle = {
  app: () => Express;
  registry: () => Registry;
  get: (path: string, as?: Visitor) => Test;
  /** A write as the panel's own pages send it: JSON, from the same origin. */
  post: (path: string, body: object, as?: Visitor) => Test;
  /** Any call, with headers of its own: of the API, where a test has mounted it beside the panel. */
  call: (method: Method, path: string, as: Visitor, headers: Record<string, string>, body?: object) => Test;
  /** The trail's entries of an answer's request. */
  entriesOf: (answer: { headers: Record<string, string> }) => Promise<Record<string, unknown>[]>;
};

/** Ids of the people that roles stand for in these tests. */
export const PEOPLE: Record<Role, string> = {
  admin: 'a00000000000000000000001',
  inventory: 'a00000000000000000000002',
  support: 'a00000000000000000000003',
  shopper: 'a00000000000000000000004',
};

const CONFIG = { TIME_ZONE: 'Europe/London', SHOP_CURRENCY: 'GBP', production: false };

function actorOf(visitor: Visitor): Actor {
  if (visitor === 'nobody') return { kind: 'guest', id: null, name: 'guest', roles: [] };
  if (typeof visitor === 'string')
    return { kind: 'user', id: PEOPLE[visitor], name: `Test ${visitor}`, roles: [visitor] };
  return { kind: 'user', id: PEOPLE.admin, name: 'Test', roles: ['admin'], ...visitor };
}

/** Mounts the panel for a test file. Needs `useDatabase()` before it. */
export function usePanel(options: Partial<PanelOptions> = {}): PanelHandle {
  const app = express();
  // Listens once for all of a file's requests.
  const server = createServer(app);
  let registry: Registry | undefined;
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    bindOpenOrders(openOrdersOf);
    app.set('query parser', 'simple');
    app.use((request, response, next) => {
      const visitor = JSON.parse(decodeURIComponent(request.get('x-test-visitor') ?? '%22nobody%22')) as Visitor;
      const requestId = randomBytes(8).toString('hex');
      response.setHeader('X-Request-Id', requestId);
      const actor = actorOf(visitor);
      const signedIn = { at: new Date(), secondFactor: true };
      const ip = request.get('x-test-ip') ?? '192.0.2.7';
      request.ctx = { actor, ip, userAgent: 'test-browser', requestId, source: 'panel', signedIn };
      next();
    });
    const authenticate = (_request: unknown, _response: unknown, next: () => void): void => next();
    registry = await mountAdminPanel(app, { config: CONFIG, authenticate, api: Router(), ...options });
  }, 180_000);

  const visit = (test: Test, as: Visitor): Test =>
    test.set('x-test-visitor', encodeURIComponent(JSON.stringify(as))).set('x-counterfoil', 'panel');
  return {
    app: () => app,
    registry: () => registry as Registry,
    get: (path, as = 'admin') => visit(supertest(server).get(path).set('sec-fetch-site', 'same-origin'), as),
    post: (path, body, as = 'admin') =>
      visit(supertest(server).post(path).set('sec-fetch-site', 'same-origin'), as).send(body),
    call: (method, path, as, headers, body) => {
      const test = visit(supertest(server)[method](path), as).set(headers);
      return body ? test.send(body) : test;
    },
    entriesOf: async ({ headers }) => {
      const found = await AuditLog.find({ requestId: String(headers['x-request-id']) })
        .sort({ _id: 1 })
        .lean();
      return found as unknown as Record<string, unknown>[];
    },
  };
}

export const newId = (): string => String(new mongoose.Types.ObjectId());
