import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setClock } from '../../platform/clock.ts';
import { deliverOutbox, onOutbox } from '../../platform/outbox.ts';
import { contextOf, useDatabase } from '../../testing/harness.ts';
import { type MailServer, partsOf, startMailServer } from '../../testing/mail-server.ts';
import { usePanel } from '../../testing/panel.ts';
import { AuditLog } from '../audit/admin.ts';
import { MailModel, sendMailAgain } from './admin.ts';
import { configureMail, queueMail, SEND_TOPIC, sendMail } from './index.ts';

useDatabase();
const panel = usePanel();

const ctx = contextOf('admin');
let server: MailServer;
let made = 0;

async function write(to = 'ada@example.org', context = ctx) {
  made += 1;
  const content = { subject: `Mail ${made}`, greeting: 'Hello Ada,', paragraphs: ['£5 for you.'], closing: ['Bye'] };
  await queueMail(context, { key: `mail-${made}`, kind: 'confirmation', to, content });
  return MailModel.findOne({ key: `mail-${made}` }).orFail();
}
const reread = async ({ _id }: { _id: unknown }) => MailModel.findById(_id as string).orFail();
/** The outbox as it will be found after so long. */
async function deliverAfter(milliseconds: number) {
  setClock({ now: () => new Date(Date.now() + milliseconds) });
  await deliverOutbox();
  setClock();
}

beforeAll(async () => {
  onOutbox(SEND_TOPIC, sendMail);
  server = await startMailServer();
});
beforeEach(() => {
  server.received.length = 0;
  server.answer = () => null;
  configureMail({ smtpUrl: server.url });
});
afterAll(async () => {
  configureMail({});
  await server.close();
});

describe('a mail', () => {
  test('is stored with its operation, and sent after it as text and HTML', async () => {
    const mail = await write();
    expect(mail.state).toBe('queued');
    expect(server.received).toEqual([]);
    await deliverOutbox();
    expect(server.received.map(({ to }) => to)).toEqual([['ada@example.org']]);
    const { headers, text, html } = partsOf(server.received[0]?.raw ?? '');
    expect(headers).toContain('From: Counterfoil <shop@counterfoil.test>');
    expect(text).toContain('£5 for you.');
    expect(html).toContain('<p style="margin:0 0 14px">£5 for you.</p>');
    expect(await reread(mail)).toMatchObject({ state: 'sent', sentAt: expect.any(Date) });
    const entries = await AuditLog.find({ entity: 'mails', entityId: String(mail._id) })
      .sort({ revision: 1 })
      .lean();
    expect(entries.map(({ action }) => action)).toEqual(['mails.new', 'mails.send']);
  });

  test('written twice about the same is one mail', async () => {
    const mail = await write();
    const content = { subject: 'Again', greeting: '', paragraphs: [], closing: [] };
    await queueMail(ctx, { key: mail.key, kind: 'confirmation', to: 'ada@example.org', content });
    expect(await MailModel.countDocuments({ key: mail.key })).toBe(1);
    await deliverOutbox();
    expect(server.received).toHaveLength(1);
  });

  test('is sent once where two instances deliver at the same moment', async () => {
    await write();
    await Promise.all([deliverOutbox(), deliverOutbox(), deliverOutbox()]);
    expect(server.received).toHaveLength(1);
  });

  test('that the server refuses for good has failed, and says why', async () => {
    server.answer = () => Object.assign(new Error('no such person here'), { responseCode: 550 });
    const mail = await write('nobody@example.org');
    await deliverOutbox();
    expect(await reread(mail)).toMatchObject({ state: 'failed', problem: expect.stringContaining('no such person') });
    server.answer = () => null;
    await deliverAfter(3_600_000);
    expect(server.received).toEqual([]);
  });

  test('that the server puts off is tried again, ever more rarely, and sent in the end', async () => {
    server.answer = () => Object.assign(new Error('try later'), { responseCode: 451 });
    const mail = await write();
    await deliverOutbox();
    await deliverAfter(1_500);
    expect(await reread(mail)).toMatchObject({ state: 'queued', problem: expect.stringContaining('try later') });
    server.answer = () => null;
    await deliverOutbox();
    expect(server.received).toEqual([]);
    await deliverAfter(4_000);
    expect(server.received).toHaveLength(1);
    const entries = await AuditLog.find({ entity: 'mails', entityId: String(mail._id) })
      .sort({ revision: 1 })
      .lean();
    expect(entries.map(({ action }) => action)).toEqual(['mails.new', 'mails.postpone', 'mails.send']);
  });

  test('waits while the server can’t be reached, and has failed after three days', async () => {
    configureMail({ smtpUrl: 'smtp://127.0.0.1:9' });
    const mail = await write();
    await deliverOutbox();
    expect(await reread(mail)).toMatchObject({ state: 'queued', problem: 'The mail server could not be reached.' });
    await deliverAfter(4 * 24 * 3_600_000);
    expect(await reread(mail)).toMatchObject({ state: 'failed' });
  });

  test('stays where it can be read when there is no mail server, and of the demo shop always', async () => {
    const demo = await write('ada@example.org', { ...ctx, demo: true });
    configureMail({});
    const mail = await write();
    await deliverOutbox();
    expect([mail.state, demo.state]).toEqual(['kept', 'kept']);
    await expect(sendMailAgain(ctx, { mailId: mail.id })).rejects.toMatchObject({
      code: 'mail_not_set_up',
      status: 409,
    });
    expect(server.received).toEqual([]);
  });
});

describe('the list of mails', () => {
  const record = (id: unknown, action: string) => `/admin/api/resources/mails/records/${String(id)}/${action}`;

  test('lets support send one again, on record, under another Message-ID; not while it is on its way', async () => {
    const mail = await write();
    await deliverOutbox();
    const answer = await panel.post(record(mail._id, 'sendAgain'), { values: {} }, 'support');
    expect(answer.body.notice).toMatchObject({ type: 'success' });
    expect(await panel.entriesOf(answer)).toMatchObject([{ action: 'mails.sendAgain', role: ['support'] }]);
    await expect(sendMailAgain(ctx, { mailId: mail.id })).rejects.toMatchObject({ code: 'illegal_move' });
    await deliverOutbox();
    const ids = server.received.map(({ raw }) => /Message-ID: (\S+)/i.exec(raw)?.[1]);
    expect(new Set(ids).size).toBe(2);
  });

  test('is not for the stock room, and hides addresses and words from support', async () => {
    const mail = await write();
    expect((await panel.get(record(mail._id, 'show'), 'inventory')).status).toBe(403);
    const { values } = (await panel.get(record(mail._id, 'show'), 'support')).body.record;
    expect(values).toMatchObject({ to: 'a•••@•••', subject: mail.subject });
    expect(JSON.stringify(values)).not.toContain('for you');
    const seen = (await panel.get(record(mail._id, 'show'), 'admin')).body.record.values;
    expect(seen.text).toContain('£5 for you.');
  });
});
