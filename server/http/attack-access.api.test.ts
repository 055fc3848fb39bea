import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type mongoose from 'mongoose';
import { AuditLog } from '../modules/audit/admin.ts';
import { UserModel } from '../modules/identity/admin.ts';
import { activateUser, changeRoles, deactivateUser, endSession } from '../modules/identity/index.ts';
import { ROLES, type Role } from '../shared/request-context.ts';
import { DOORS, type Door, OPEN } from '../testing/doors.ts';
import { contextOf } from '../testing/harness.ts';
import { knock as knockAt, type Outcome, trailSoFar } from '../testing/knock.ts';
import { servedBy } from '../testing/routes.ts';
import { useWholeApp } from '../testing/whole-app.ts';

/*
 * Attacks on every address of the server: the list comes from the server's own routers, from the API's routes and from the panel's resources
 * and actions, who may from the permission table. A new route or action is attacked by being there.
 */
const { app, panel, sessions, cookiesOf } = useWholeApp();

const admin = contextOf('admin');
/** The cookies of people who are really signed in, at both doors. */
const cookies = new Map<Role, string>();

beforeAll(async () => {
  for (const role of ROLES) cookies.set(role, await cookiesOf(role));
  kept = await sessions().find({}).toArray();
}, 60_000);

const knock = (door: Door, cookie?: string) => knockAt(panel(''), door, cookie);
const closed = DOORS.filter((door) => !door.open);
const isShut = (door: Door, { status, code, location }: Outcome): boolean =>
  door.side === 'page'
    ? status === 302 && /^\/admin\/auth\/login/.test(location ?? '')
    : status === 401 && code === 'unauthenticated';

/** Knocks at every closed door; answers those that did anything but send the visitor away, and whether each attempt is on record. */
async function attackAll(cookie: string | undefined, before: () => Promise<unknown> = async () => undefined) {
  const start = await trailSoFar();
  const open: unknown[] = [];
  for (const door of closed) {
    await before();
    const outcome = await knock(door, cookie);
    if (!isShut(door, outcome)) open.push([door.name, outcome.status, outcome.code]);
  }
  const end = await trailSoFar();
  return { open, changed: end.changes - start.changes, onRecord: end.refusals - start.refusals };
}
const asked = closed.filter((door) => door.side !== 'page').length;

it('every address of the server is in the list of those that are attacked, or open for a reason', () => {
  const known = (served: string): boolean =>
    DOORS.some(({ route }) => served === route || (route.endsWith('^') && served.startsWith(route))) ||
    Object.keys(OPEN).some(
      (open) =>
        served === open.replace(/:name$/, '') ||
        served === open ||
        (open === '/admin/frontend/assets/:name' && served.startsWith('/admin/frontend/assets/')),
    );
  const served = servedBy(app().router).map(({ path }) => path);
  expect(served.length).toBeGreaterThan(60);
  expect([...new Set(served.filter((path) => !known(path)))]).toEqual([]);
  expect(
    DOORS.filter(({ route }) => !served.some((path) => path === route || path.startsWith(route)))
      .filter(({ side }) => side !== 'page')
      .map(({ name }) => name),
  ).toEqual([]);
  expect(closed.length).toBeGreaterThan(300);
});

/** The sessions as they were when everybody had signed in. */
let kept: mongoose.mongo.WithId<mongoose.mongo.BSON.Document>[] = [];
async function restoreSessions(): Promise<void> {
  await sessions().bulkWrite(
    kept.map(({ _id, ...session }) => ({ replaceOne: { filter: { _id }, replacement: session } })),
  );
}

describe('every door', () => {
  afterEach(restoreSessions);

  it('is shut for who is not signed in, on record, and nothing changes', async () => {
    expect(await attackAll(undefined)).toEqual({ open: [], changed: 0, onRecord: asked });
  }, 120_000);

  it('is shut for an expired session', async () => {
    const cookie = cookies.get('admin') ?? '';
    await sessions().updateMany({}, { $inc: { 'header.uat': -8 * 86_400, 'header.iat': -40 * 86_400 } });
    expect(await attackAll(cookie)).toEqual({ open: [], changed: 0, onRecord: asked });
  }, 120_000);

  it('is shut for a cookie that was used to sign out', async () => {
    for (const { _id } of kept) await endSession(String(_id));
    const cookie = cookies.get('admin');
    expect(await attackAll(cookie)).toEqual({ open: [], changed: 0, onRecord: asked });
  }, 120_000);

  it('is shut for a deactivated person from the next request on', async () => {
    const person = await UserModel.findOne({ subject: 'embedded|inventory' }).orFail();
    await deactivateUser(admin, { id: String(person._id), revision: person.revision });
    const { open, changed, onRecord } = await attackAll(cookies.get('inventory'), restoreSessions);
    expect({ open, changed }).toEqual({ open: [], changed: 0 });
    // Beside each refusal stands why the session was not taken; pages say so too.
    expect(onRecord).toBe(asked + closed.length);
    await activateUser(admin, { id: String(person._id), revision: person.revision + 1 });
  }, 120_000);
});

describe.each(ROLES)('as %s', (role) => {
  it('every door of other roles says 403, names who may, is on record, and nothing changes', async () => {
    const start = await trailSoFar();
    const open: unknown[] = [];
    const foreign = closed.filter((door) => !door.roles.includes(role) && (role !== 'shopper' || door.side === 'shop'));
    for (const door of foreign) {
      const outcome = await knock(door, cookies.get(role));
      const entries = await AuditLog.find({ requestId: outcome.requestId }).lean();
      const recorded = entries.length === 1 && entries[0]?.cause === 'forbidden' && entries[0]?.performedBy !== null;
      if (outcome.status !== 403 || (outcome.code !== 'forbidden' && door.side !== 'page') || !recorded)
        open.push([door.name, outcome, entries.length]);
    }
    expect(open).toEqual([]);
    expect((await trailSoFar()).changes).toBe(start.changes);
    if (role !== 'admin') expect(foreign.length).toBeGreaterThan(role === 'shopper' ? -1 : 20);
  }, 120_000);
});

it('a role that was taken away is gone at the next request of a session that goes on', async () => {
  const person = await UserModel.findOne({ subject: 'embedded|support' }).orFail();
  const id = String(person._id);
  const cookie = cookies.get('support');
  const reads = closed.filter(
    (door) => door.method === 'get' && door.roles.includes('support') && door.side !== 'shop',
  );
  expect((await knock(reads[0] as Door, cookie)).status).not.toBe(403);
  await changeRoles(admin, { id, revision: person.revision, roles: ['shopper'] });
  const open: unknown[] = [];
  for (const door of reads) {
    const { status } = await knock(door, cookie);
    if (status !== 403) open.push([door.name, status]);
  }
  expect(open).toEqual([]);
  await changeRoles(admin, { id, revision: person.revision + 1, roles: ['support'] });
  expect((await knock(reads[0] as Door, cookie)).status).not.toBe(403);
}, 120_000);
