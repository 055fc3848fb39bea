import { clock } from '../../platform/clock.ts';
import { enqueue } from '../../platform/outbox.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { shopSettings } from '../settings/index.ts';
import { type Mail, type MailKind, MailModel } from './mail.model.ts';
import { type MailContent, mailHtml, mailText } from './mail-layout.policy.ts';
import { mailGoesOut } from './mail-transport.service.ts';

export type NewMail = {
  /** What it is about, once: the same key again does nothing. */
  key: string;
  kind: MailKind;
  to: string;
  content: MailContent;
  orderId?: string;
  productId?: string;
};

/** The outbox topic by which a mail that is stored reaches the mail server. */
export const SEND_TOPIC = 'mail.send';

/** Stores a mail and, where there is a mail server, leaves it to be sent, in the current operation or one of its own. */
export async function queueMail(
  ctx: RequestContext,
  { key, kind, to, content, orderId, productId }: NewMail,
): Promise<void> {
  if (await MailModel.exists({ key })) return;
  const { shopName } = await shopSettings();
  // Of two at once the unique key lets one through; the other is delivered again and finds it.
  await runOperation(ctx, { action: 'mails.new', entity: 'mails' }, async () => {
    const goesOut = mailGoesOut() && !ctx.demo;
    const mail = await new MailModel({
      key,
      kind,
      to,
      subject: content.subject,
      text: mailText(content),
      html: mailHtml(content, shopName),
      state: goesOut ? 'queued' : 'kept',
      queuedAt: clock.now(),
      order: orderId ?? null,
      product: productId ?? null,
      ...(ctx.demo ? { demo: true } : {}),
    }).save();
    if (goesOut) await leaveToSend(mail);
  });
}

/** Leaves a queued mail for after the commit. */
export const leaveToSend = ({ _id, round }: Pick<Mail, '_id' | 'round'>): Promise<void> =>
  enqueue(SEND_TOPIC, { mailId: String(_id), round });
