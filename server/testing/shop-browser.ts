import type { Server } from 'node:http';
import { afterAll } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { problemHandler } from '../http/middleware/problem.ts';
import { publicApi } from '../http/public-api.ts';
import type { ApiRoute } from '../platform/api-route.ts';
import { contextOf, guestContext } from './harness.ts';

/** Routes as someone signed in (`x-test-user`: an id) or as a guest calls them, from the address in `x-test-ip`. */
export function serveShop(routes: readonly ApiRoute[]): Server {
  const who = (req: express.Request) => {
    const id = req.get('x-test-user');
    const ip = req.get('x-test-ip') ?? '127.0.0.1';
    if (!id) return guestContext({ ip });
    return contextOf('shopper', { actor: { kind: 'user', id, name: 'Ada', roles: ['shopper'] }, source: 'shop', ip });
  };
  const app = express();
  app.use('/api', publicApi({ routes, version: '0', contextOf: who, checkAnswers: true }));
  app.use(problemHandler(who));
  const listening = app.listen(0);
  afterAll(() => {
    listening.closeAllConnections();
    listening.close();
  });
  return listening;
}

type Sent = { body?: object | undefined; key?: string | undefined; orderKey?: string | undefined };

let addresses = 0;

/** A browser of someone: it keeps its cart cookie, and has an address of its own unless one is given. */
export function shopBrowser(server: Server, userId?: string, address?: string) {
  let cookie = '';
  addresses += 1;
  const ip = address ?? `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
  const call = async (method: 'get' | 'put' | 'post' | 'delete', path: string, { body, key, orderKey }: Sent = {}) => {
    const asked = request(server)[method](`/api/v1${path}`).set('x-test-ip', ip);
    if (cookie) asked.set('cookie', cookie);
    if (userId) asked.set('x-test-user', userId);
    if (key) asked.set('idempotency-key', key);
    if (orderKey) asked.set('order-key', orderKey);
    const answer = await (body ? asked.send(body) : asked);
    const set = answer.headers['set-cookie']?.[0];
    if (set) cookie = set.split(';')[0] ?? '';
    return answer;
  };
  return {
    call,
    send: (method: 'get' | 'put' | 'post' | 'delete', path: string, body?: object, key?: string) =>
      call(method, path, { body, key }),
    cookie: () => cookie,
    signIn: (id: string) => {
      userId = id;
    },
  };
}
