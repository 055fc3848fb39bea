import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import mongoose from 'mongoose';
import { z } from 'zod';
import { resources } from '../../resources/index.ts';
import { apiRoutes } from '../composition-root.ts';
import { AuditLog } from '../modules/audit/admin.ts';
import type { ApiRoute } from '../platform/api-route.ts';
import { can, editableFields } from '../shared/permissions.policy.ts';
import { apiPath } from '../testing/doors.ts';
import { callOf, isRead, newRecordOf, stockTheShelf } from '../testing/every-action.ts';
import { knock, type Outcome } from '../testing/knock.ts';
import { newId } from '../testing/panel.ts';
import { useWholeApp } from '../testing/whole-app.ts';
import { actionsOf } from './panel/registry.ts';

/*
 * Operators, prototypes and odd shapes in every parameter, field and filter there is: read from the routes' schemas and from the panel's
 * resources. Nothing may fail on our side, say anything of the inside, or find what an honest question would not.
 */
const { panel, cookiesOf } = useWholeApp();
let cookie = '';
let cookies = { admin: '', support: '' };

beforeAll(async () => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  await stockTheShelf();
  cookie = await cookiesOf('admin');
  cookies = { admin: cookie, support: await cookiesOf('support') };
}, 120_000);

const SUFFIXES = ['[$ne]', '[__proto__]', '.$where'];
const TEXTS = [
  '{"$gt":""}',
  '__proto__',
  'a\u0000b',
  '\ud800',
  '.*(a+)+$',
  '../../../etc/passwd',
  '9'.repeat(400),
  'x'.repeat(9_000),
];
const SHAPES: unknown[] = [
  { $gt: '' },
  { $where: 'sleep(9999)' },
  [{ $ne: 1 }],
  {},
  null,
  -1,
  '__proto__',
  '\ud800',
  'x'.repeat(9_000),
];
const INSIDE = /\bat .*\.[tj]s:\d+|node_modules|Mongo|\$(where|gt|ne) |BSON|Cast to|stack|ECONN|\/work\/|E11000/i;

/** What an answer shows of the inside, or of a fault of ours; nothing where all is well. Sent-back input is not ours. */
function faultOf({ status, text, requestId }: Outcome, sent: string): string | null {
  // The id is made by chance, and may well spell one of the words.
  const said = text.replaceAll(sent, '').replaceAll(requestId, '');
  if (status >= 500) return `${status} ${said.slice(0, 200)}`;
  return INSIDE.exec(said)?.[0] ?? null;
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('%EF%BF%BD', '%ED%A0%80');
const keysOf = (schema: unknown): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);

/** A body with this in the place of one of its values, at every depth. */
function* spoiled(body: unknown, shape: unknown): Generator<unknown> {
  yield shape;
  if (typeof body !== 'object' || body === null) return;
  for (const [name, value] of Object.entries(body)) {
    for (const part of spoiled(value, shape)) yield Array.isArray(body) ? [part] : { ...body, [name]: part };
  }
}

const met = new Set<string>();
const turnOf = <T>(list: readonly T[], n: number): T[] => list.filter((_, at) => at === n % list.length);

/**
 * What one parameter meets. The same code reads all of a kind, whatever the resource or the route: the first meets everything, every other an
 * operator as a value, one as a name, and one text more, each its own.
 */
function meant(kind: string, n: number): { texts: readonly string[]; suffixes: readonly string[] } {
  if (!met.has(kind)) {
    met.add(kind);
    return { texts: TEXTS, suffixes: SUFFIXES };
  }
  const [operator = '', ...others] = TEXTS;
  return { texts: [operator, ...turnOf(others, n)], suffixes: turnOf(SUFFIXES, n) };
}

/** The same for who asks second: one reader sees to both, so that an operator stands once as a value or as a name. */
function meantForTheSecond(n: number): { texts: readonly string[]; suffixes: readonly string[] } {
  return n % 2 === 0 ? { texts: turnOf(TEXTS, n / 2), suffixes: [] } : { texts: [], suffixes: turnOf(SUFFIXES, n) };
}

/** Every place of a panel form meets an operator and two shapes more, its neighbours the others: one reader reads them all. */
function* spoiledInTurn(body: unknown): Generator<{ shape: unknown; bad: unknown }> {
  for (const [s, shape] of SHAPES.entries())
    for (const [place, bad] of [...spoiled(body, shape)].entries())
      if (s === 0 || (s + place) % 4 === 0) yield { shape, bad };
}

describe.each(apiRoutes.map((route, n) => [`${route.method} ${route.path}`, route, n] as const))(
  '%s',
  (_name, route: ApiRoute, n) => {
    const door = { method: route.method, side: 'shop' as const };
    const body = route.body ? { body: (route.bodyExample ?? {}) as object } : {};
    const headers = { 'idempotency-key': 'key-of-this-attack' };

    it('takes no operator, prototype or odd shape in its address, its parameters or its body', async () => {
      const faults: unknown[] = [];
      const ask = async (path: string, what: string, sent: object = body) => {
        // A limit would hide what lies behind it.
        if (route.limit) await mongoose.connection.collection('limits').deleteMany({});
        const outcome = await knock(panel(''), { ...door, path, ...sent }, cookie, headers);
        const fault = faultOf(outcome, what);
        if (fault) faults.push([path.slice(0, 120), what.slice(0, 60), fault]);
        return outcome;
      };
      for (const name of keysOf(route.params)) {
        for (const text of TEXTS) await ask(apiPath(route, { [name]: encoded(text) }), text);
      }
      const known = keysOf(route.query);
      for (const name of new Set([...known, 'q', '__proto__', '$where'])) {
        const { texts, suffixes } = known.includes(name)
          ? { texts: TEXTS, suffixes: SUFFIXES }
          : meant(`${name} that a route does not know`, n);
        for (const text of texts) await ask(`${apiPath(route)}?${encoded(name)}=${encoded(text)}`, text);
        for (const suffix of suffixes) {
          const { status, code } = await ask(`${apiPath(route)}?${encoded(name + suffix)}=1`, suffix);
          // Who comes too early in the chain is refused for that; nobody is answered as though the operator had not been there.
          if (status < 400) faults.push([name + suffix, status, code]);
        }
        await ask(`${apiPath(route)}?${encoded(name)}=a&${encoded(name)}=b`, 'a');
      }
      if (route.body) {
        // Each route has a schema of its own, so that each place meets everything.
        for (const shape of SHAPES)
          for (const bad of spoiled(route.bodyExample ?? {}, shape))
            if (typeof bad === 'object' && bad !== null)
              await ask(apiPath(route), JSON.stringify(shape), { body: bad });
        const more = JSON.parse(`{"__proto__":{"isAdmin":true},"roles":["admin"],"$set":{"price":1}}`) as object;
        const { status } = await ask(apiPath(route), 'roles', {
          body: { ...(route.bodyExample as object), ...more, roles: ['admin'] },
        });
        if (status < 400) faults.push(['fields that the body does not have', status]);
      }
      expect(faults).toEqual([]);
    }, 180_000);
  },
);

describe.each(resources.map((resource) => [resource.id, resource] as const))('the panel’s %s', (id, resource) => {
  const list = `/admin/api/resources/${id}/actions/list`;

  it.each(['admin', 'support'] as const)(
    'takes none in its filters, its order, its pages and its search, by %s',
    async (role) => {
      const cookie = cookies[role];
      const names = [...Object.keys(resource.model.schema.paths), '__proto__', '$where', 'constructor.name'];
      const parameters = [...names.map((name) => `filters.${name}`), 'sortBy', 'direction', 'page', 'perPage', 'q'];
      const faults: unknown[] = [];
      for (const [n, name] of parameters.entries()) {
        const kind = resource.model.schema.paths[name.slice('filters.'.length)]?.instance ?? name;
        const { texts, suffixes } = role === 'admin' ? meant(kind, n) : meantForTheSecond(n);
        for (const text of texts) {
          const path = `${list}?${encoded(name)}=${encoded(text)}`;
          const outcome = await knock(panel(''), { method: 'get', path, side: 'panel' }, cookie);
          const fault = faultOf(outcome, text);
          if (fault) faults.push([path.slice(0, 140), fault]);
        }
        for (const suffix of suffixes) {
          const path = `${list}?${encoded(name + suffix)}=1`;
          const fault = faultOf(await knock(panel(''), { method: 'get', path, side: 'panel' }, cookie), suffix);
          if (fault) faults.push([path.slice(0, 140), fault]);
        }
      }
      expect(faults).toEqual([]);
    },
    180_000,
  );

  it('takes none in the forms of its actions', async () => {
    const faults: unknown[] = [];
    for (const action of actionsOf(resource).filter((name) => !isRead(name) && name !== 'bulkDelete')) {
      const record = action === 'new' ? newId() : await newRecordOf(resource.entity);
      const call = callOf(id, resource.entity, action, record);
      const { values = {} } = (call.body ?? {}) as { values?: object };
      for (const { shape, bad } of spoiledInTurn(values)) {
        const body = { ...call.body, values: bad, requestKey: newId() };
        const outcome = await knock(panel(''), { ...call, body, side: 'panel' }, cookie);
        const fault = faultOf(outcome, typeof shape === 'string' ? shape : JSON.stringify(shape));
        if (fault) faults.push([action, JSON.stringify(bad).slice(0, 160), fault]);
      }
    }
    expect(faults).toEqual([]);
  }, 300_000);
});

describe('fields that a form does not have', () => {
  const edited = resources.filter((resource) => resource.writes.edit && can(['admin'], resource.entity, 'edit'));

  it.each(edited.map((resource) => [resource.id, resource] as const))(
    'are not written to %s, whatever is sent for them',
    async (id, resource) => {
      const record = await newRecordOf(resource.entity);
      const read = async () => (await resource.model.findById(record).lean()) as unknown as Record<string, unknown>;
      const before = await read();
      const editable = editableFields(['admin'], resource.entity);
      const inputs = resource.form.flatMap(({ fields }) => fields).filter((name) => editable.has(name));
      const closed = Object.keys(resource.model.schema.paths).filter(
        (path) => !inputs.includes(path.split('.')[0] ?? ''),
      );
      expect(closed).toContain('revision');
      const values = Object.fromEntries(closed.map((path) => [path, path === 'roles' ? ['admin'] : 999_999]));
      const body = { values: { ...values, _id: newId() }, revision: before['revision'] };
      const door = {
        method: 'post' as const,
        path: `/admin/api/resources/${id}/records/${record}/edit`,
        side: 'panel' as const,
      };
      const { requestId } = await knock(panel(''), { ...door, body }, cookie);
      expect(await read()).toEqual(before);
      expect(await AuditLog.countDocuments({ requestId, kind: 'change' })).toBe(0);
    },
  );
});
