import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { AuditLog } from '../../modules/audit/admin.ts';
import { runOperation } from '../../modules/audit/index.ts';
import { createUser } from '../../modules/identity/admin.ts';
import { MailModel } from '../../modules/notifications/admin.ts';
import { queueMail } from '../../modules/notifications/index.ts';
import { setClock } from '../../platform/clock.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { ADDRESS, buildOrder } from '../../testing/orders.ts';
import { PEOPLE, usePanel } from '../../testing/panel.ts';

useDatabase();
/** Two instances of the server: they share the database and nothing else. */
const panel = usePanel();
const another = usePanel();
const admin = contextOf('admin');
const unmaskings = () => mongoose.connection.collection('unmaskings');

type Person = { id: string; order: string; orderName: string; mail: string; email: string };
let ana: Person;
let ben: Person;
let guest: Omit<Person, 'id'>;

beforeAll(async () => {
  ana = await customer('Anastasia', '+44 20 7946 0018');
  ben = await customer('Benedict', '+44 20 7946 0019');
  const order = await buildOrder({ guest: { name: 'Gwendolyn Guest', email: 'gwen@example.org' } });
  guest = { order: order.id, orderName: order.name, mail: await mailTo('gwen@example.org'), email: 'gwen@example.org' };
}, 60_000);
beforeEach(async () => void (await unmaskings().deleteMany({})));
afterEach(() => setClock());

async function customer(firstName: string, mobile: string): Promise<Person> {
  const email = `${firstName.toLowerCase()}@example.org`;
  const given = {
    email,
    firstName,
    lastName: 'Fairweather',
    mobile,
    username: `c-${firstName}`,
    roles: ['shopper' as const],
  };
  const id = String((await createUser(admin, given))._id);
  const address = { ...ADDRESS, name: `${firstName} Fairweather`, line1: `1 ${firstName} Street` };
  const order = await buildOrder({ customerId: id, guest: undefined, address });
  return { id, order: order.id, orderName: order.name, mail: await mailTo(email), email };
}

async function mailTo(to: string): Promise<string> {
  const content = { subject: 'Your order', greeting: 'Hello,', paragraphs: [`For ${to}`], closing: [] };
  await queueMail(admin, { key: `test:${digits(to)}`, kind: 'confirmation', to, content });
  return String((await MailModel.findOne({ key: `test:${digits(to)}` }).orFail())._id);
}

/** Names a mail without saying to whom it goes. */
const digits = (text: string): string => Buffer.from(text).toString('hex');

const GIVEN = { reason: 'customer asks', ticket: 'T-2041' };
const url = (resource: string, id: string, action = 'show') =>
  `/admin/api/resources/${resource}/records/${id}/${action}`;
const unmask = (
  resource: string,
  id: string,
  values: object = GIVEN,
  as: Parameters<typeof panel.post>[2] = 'support',
) => panel.post(url(resource, id, 'unmask'), { values }, as);
const mask = (resource: string, id: string) => panel.post(url(resource, id, 'mask'), { values: {} }, 'support');

type Reader = Parameters<typeof panel.get>[1];
/** What a reader sees of a person: each place in which some of it can be read in plain. */
async function seen(of: Person, as: Reader = 'support', at = panel): Promise<string[]> {
  const places: [string, string][] = [
    ['user', url('customers', of.id)],
    ['people', '/admin/api/resources/customers/actions/list'],
    ['order', url('orders', of.order)],
    ['mail', url('mails', of.mail)],
    ['mails', '/admin/api/resources/mails/actions/list'],
    ['trail', url('auditLogs', String((await AuditLog.findOne({ entityId: of.id, action: 'users.new' }).lean())?._id))],
  ];
  const telling = new RegExp(`${of.email}|1 ${of.email.split('@')[0]} street`, 'i');
  const found: string[] = [];
  for (const [place, path] of places) {
    const { text, status } = await at.get(path, as);
    expect(status).toBe(200);
    if (telling.test(text)) found.push(place);
  }
  return found;
}
const EVERYWHERE = ['user', 'people', 'order', 'mail', 'mails', 'trail'];

describe('a customer who did something', () => {
  const done = () =>
    panel.get(`/admin/api/resources/auditLogs/actions/list?filters.performedBy.id=${ana.id}`, 'support');

  test('has no name in the trail for support, until they are unmasked, and has one for an admin', async () => {
    const actor = { kind: 'user' as const, id: ana.id, name: 'Anastasia Fairweather', roles: ['shopper' as const] };
    const spec = { action: 'orders.addNote', entity: 'orders', entityId: ana.order };
    await runOperation(contextOf('shopper', { actor }), spec, async () => undefined);
    const masked = await done();
    expect(masked.body.records[0].values).toMatchObject({ performedBy: { id: ana.id, name: 'A•••' } });
    expect(masked.text).not.toMatch(/anastasia|fairweather/i);
    const entry = url('auditLogs', masked.body.records[0].id);
    expect((await panel.get(entry, 'support')).text).not.toMatch(/anastasia|fairweather/i);
    expect((await panel.get(entry, 'admin')).text).toMatch(/Anastasia Fairweather/);
    await unmask('customers', ana.id);
    expect((await done()).text).toMatch(/Anastasia Fairweather/);
  });
});

describe('a person who is unmasked with a reason and a ticket', () => {
  test.each([
    ['their own page', () => ['customers', ana.id] as const],
    ['an order of theirs', () => ['orders', ana.order] as const],
    ['a mail to them', () => ['mails', ana.mail] as const],
  ])(
    'from %s is shown in plain in all their records, and nobody else is, nor to anybody else',
    async (_from, record) => {
      expect(await seen(ana)).toEqual([]);
      const [resource, id] = record();
      const answer = await unmask(resource, id);
      expect([answer.status, answer.body.notice.message]).toEqual([200, 'unmaskDone']);
      expect(JSON.stringify(answer.body.record)).toMatch(/anastasia/i);
      expect(await seen(ana)).toEqual(EVERYWHERE);
      expect(await seen(ben)).toEqual([]);
      const colleague = { id: PEOPLE.inventory, name: 'Another', roles: ['support' as const] };
      expect(await seen(ana, colleague)).toEqual([]);
    },
  );

  test('is on record each time with who, why and for which ticket, before anything is shown', async () => {
    await AuditLog.deleteMany({ action: 'users.unmask' });
    await unmask('customers', ana.id);
    await unmask('orders', ana.order, { reason: 'delivery', ticket: 'T-2042' });
    const entries = await AuditLog.find({ action: 'users.unmask' }).sort({ _id: 1 }).lean();
    expect(entries).toMatchObject([
      {
        kind: 'access',
        outcome: 'done',
        entityId: ana.id,
        reason: 'customer asks',
        detail: { ticket: 'T-2041', minutes: 30 },
      },
      {
        kind: 'access',
        entityId: ana.id,
        reason: 'delivery',
        detail: { ticket: 'T-2042', from: `orders:${ana.order}` },
      },
    ]);
    expect(entries.map(({ performedBy }) => performedBy.id)).toEqual([PEOPLE.support, PEOPLE.support]);
    const broken = await panel.get('/admin/api/resources/auditLogs/actions/list?filters.action=users.unmask', 'admin');
    expect(broken.body.records[0].values.sentence).toBe(
      'Test support unmasked the personal data of Anastasia Fairweather',
    );
  });

  test('ends by the database’s clock after half an hour, whatever the server’s says', async () => {
    await unmask('customers', ana.id);
    const shown = (await panel.get(url('customers', ana.id), 'support')).body.record;
    expect(shown.unmaskedFor).toBeGreaterThan(29 * 60_000);
    expect(shown.unmaskedFor).toBeLessThanOrEqual(30 * 60_000);
    setClock({ now: () => new Date(Date.now() + 3_600_000) });
    expect(await seen(ana)).toEqual(EVERYWHERE);
    setClock();
    await unmaskings().updateMany({}, [{ $set: { until: { $subtract: ['$$NOW', 1] } } }]);
    expect(await seen(ana)).toEqual([]);
    expect((await panel.get(url('customers', ana.id), 'support')).body.record).toMatchObject({
      unmaskedFor: null,
      masked: expect.arrayContaining(['email', 'firstName']),
    });
  });

  test('is unmasked at every instance, and masked again at every instance by one click, on record', async () => {
    await unmask('orders', ana.order);
    expect(await seen(ana, 'support', another)).toEqual(EVERYWHERE);
    const answer = await another.post(url('customers', ana.id, 'mask'), { values: {} }, 'support');
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(ana.email);
    expect(await another.entriesOf(answer)).toMatchObject([{ kind: 'access', action: 'users.mask', entityId: ana.id }]);
    expect(await seen(ana)).toEqual([]);
    expect((await mask('customers', ana.id)).status).toBe(200);
  });

  test('is masked again from the next request on for whoever may not unmask any more', async () => {
    await unmask('customers', ana.id);
    const lowered = { id: PEOPLE.support, name: 'Test support', roles: ['inventory' as const] };
    expect((await panel.get(url('orders', ana.order), lowered)).text).not.toContain(ana.email);
    await unmask('orders', guest.order);
    const order = (as: Reader) => panel.get(url('orders', guest.order), as);
    expect((await order('support')).text).toContain(guest.email);
    expect((await order(lowered)).text).not.toContain(guest.email);
  });

  test('who is a guest is unmasked by their address: their orders, and the mails to them', async () => {
    const second = await buildOrder({ guest: { name: 'Gwendolyn Guest', email: 'gwen@example.org' } });
    const other = await buildOrder({ guest: { name: 'Gustav Guest', email: 'gustav@example.org' } });
    await unmask('mails', guest.mail);
    for (const [path, isOpen] of [
      [url('orders', guest.order), true],
      [url('orders', second.id), true],
      [url('mails', guest.mail), true],
      [url('orders', other.id), false],
    ] as const)
      expect([path, /gwen@|gustav@/.test((await panel.get(path, 'support')).text)]).toEqual([path, isOpen]);
    expect(JSON.stringify(await unmaskings().find({}).toArray())).not.toContain('gwen');
  });

  test('is offered to those only to whom something is masked', async () => {
    const offered = async (as: Reader) =>
      (await panel.get(url('customers', ana.id), as)).body.record.recordActions
        .map(({ name }: { name: string }) => name)
        .filter((name: string) => /mask/.test(name));
    expect([await offered('admin'), await offered('support')]).toEqual([[], ['unmask']]);
    await unmask('customers', ana.id);
    expect(await offered('support')).toEqual(['mask']);
  });
});

describe('unmasking', () => {
  test.each([
    ['a role that may not', 'orders', GIVEN, 'inventory', 403, 'forbidden'],
    ['no reason', 'customers', { ticket: 'T-1' }, 'support', 422, 'invalid'],
    ['a reason of one’s own', 'customers', { ...GIVEN, reason: 'curious' }, 'support', 422, 'invalid'],
    ['no ticket', 'customers', { reason: 'delivery' }, 'support', 422, 'invalid'],
    ['words for a ticket', 'customers', { ...GIVEN, ticket: 'she called' }, 'support', 422, 'invalid'],
    ['an expression for a ticket', 'customers', { ...GIVEN, ticket: '$until1' }, 'support', 422, 'invalid'],
  ] as const)('is refused with %s, on record, and opens nothing', async (_what, resource, values, as, status, code) => {
    const answer = await unmask(resource, resource === 'orders' ? ana.order : ana.id, values, as);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(await panel.entriesOf(answer)).toMatchObject([{ kind: 'refusal', cause: code }]);
    expect(await unmaskings().countDocuments({})).toBe(0);
  });
});

describe('while masked, the exact search', () => {
  const found = async (path: string): Promise<string[]> => {
    const { body, text } = await panel.get(path, 'support');
    expect(text).not.toMatch(/anastasia@|fairweather|7946/i);
    return body.records.map(({ id }: { id: string }) => id);
  };
  const search = (resource: string, text: string) =>
    found(`/admin/api/resources/${resource}/actions/list?q=${encodeURIComponent(text)}`);

  test('finds a person by e-mail and by phone, an order by its number and a guest’s by e-mail, and shows nothing more', async () => {
    expect(await search('customers', ana.email)).toEqual([ana.id]);
    expect(await search('customers', '+44 20 7946 0018')).toEqual([ana.id]);
    expect(await search('orders', ana.orderName.toLowerCase())).toEqual([ana.order]);
    expect(await search('orders', 'gustav@example.org')).toHaveLength(1);
    expect(await search('mails', ana.email)).toEqual([ana.mail]);
  });

  test('finds nobody by how a masked value begins', async () => {
    for (const part of ['anastasia@', 'anastasia@example.or', 'anasta', '+44 20 7946', 'Fairw'])
      expect([part, await search('customers', part)]).toEqual([part, []]);
  });
});
