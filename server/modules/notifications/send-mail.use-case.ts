import { clock } from '../../platform/clock.ts';
import { type RequestContext, systemContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { shopSettings } from '../settings/index.ts';
import { type Mail, MailModel } from './mail.model.ts';
import { mailGoesOut, type Sending, sendLetter } from './mail-transport.service.ts';

/** For so long a mail that can't be delivered is tried again, ever more rarely; then it has failed. */
const TRIED_FOR_MS = 3 * 24 * 3_600_000;

/**
 * Sends a queued mail; the outbox's handler. Throws where it is to be tried again. Two of the same can only arrive where the server died
 * between sending and noting it down; both then carry the same Message-ID.
 */
export async function sendMail(message: Record<string, unknown>): Promise<void> {
  const mail = await MailModel.findById(String(message['mailId'])).lean();
  // Sent already, or asked to be sent again since: then another message carries it.
  if (mail?.state !== 'queued' || mail.round !== message['round']) return;
  const ctx = systemContext('mail', { source: 'job' });
  if (!mailGoesOut()) return note(ctx, mail, { state: 'kept', problem: null });
  const sending = await sendLetter(await letterOf(mail));
  if (sending.outcome === 'sent') return note(ctx, mail, { state: 'sent', sentAt: clock.now(), problem: null });
  if (sending.outcome === 'failed' || isOld(mail)) {
    return note(ctx, mail, { state: 'failed', problem: sending.problem });
  }
  await postpone(ctx, mail, sending);
}

const isOld = ({ queuedAt }: Mail): boolean => clock.now().getTime() - queuedAt.getTime() > TRIED_FOR_MS;

/** The reason is noted once, not at every try: the mail's page says why it waits. */
async function postpone(ctx: RequestContext, mail: Mail, { problem }: Sending & { problem: string }): Promise<never> {
  if (mail.problem !== problem) await note(ctx, mail, { problem });
  throw new Error(problem);
}

async function note(ctx: RequestContext, { _id, round }: Mail, change: Partial<Mail>): Promise<void> {
  const action = change.state === 'sent' ? 'mails.send' : change.state ? 'mails.giveUp' : 'mails.postpone';
  await runOperation(ctx, { action, entity: 'mails', entityId: String(_id) }, async () => {
    const mail = await MailModel.findById(_id);
    if (mail?.round !== round || mail.state !== 'queued') return;
    mail.set(change);
    await mail.save();
  });
}

/** Puts into a mail what only its reader may have, such as the key of a link; bound by the composition root. */
type Completion = (text: string, orderId: string | null) => string;
let completed: Completion = (text) => text;
export const completeMails = (completion: Completion): void => {
  completed = completion;
};

async function letterOf({ _id, round, to, subject, text, html, order }: Mail) {
  const about = order ? String(order) : null;
  const { shopName, senderEmail } = await shopSettings();
  const host = senderEmail.split('@')[1] ?? 'localhost';
  const messageId = `<${String(_id)}.${round}@${host}>`;
  return {
    from: { name: shopName, address: senderEmail },
    to,
    subject,
    text: completed(text, about),
    html: completed(html, about),
    messageId,
  };
}
