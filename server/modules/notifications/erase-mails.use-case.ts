import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type Mail, MailModel } from './mail.model.ts';

const ERASED = 'erased';

/** The mails about these orders, and those to these addresses. */
export async function mailsAbout(orderIds: readonly string[], addresses: readonly string[]): Promise<string[]> {
  const [byOrder, byAddress] = await Promise.all([
    MailModel.find({ order: { $in: orderIds as string[] } }, { _id: 1 }).lean(),
    MailModel.find({ to: { $in: addresses as string[] } }, { _id: 1 }).lean(),
  ]);
  return [...new Set([...byOrder, ...byAddress].map(({ _id }) => String(_id)))];
}

/** Takes address and words off some mails, one operation a mail; that one was sent, when and about what stays. */
export async function eraseMails(
  ctx: RequestContext,
  mailIds: readonly string[],
  erasedAddress: string,
): Promise<void> {
  assertCan(ctx, 'users', 'erase');
  for (const mailId of mailIds) {
    await runOperation(ctx, { action: 'mails.eraseRecord', entity: 'mails', entityId: mailId }, async () => {
      const mail = await MailModel.findById(mailId).orFail();
      eraseFromMail(mail, erasedAddress);
      // What waits to be sent has nobody to go to any more.
      if (mail.state === 'queued') mail.state = 'kept';
      await mail.save();
    });
  }
}

/** What goes from a mail; the preview of an erasure asks it as well. */
export function eraseFromMail(mail: Pick<Mail, 'to' | 'text' | 'html' | 'problem'>, erasedAddress: string): void {
  Object.assign(mail, { to: erasedAddress, text: ERASED, html: ERASED });
  // Mail servers name the address that they don't know.
  if (mail.problem) mail.problem = ERASED;
}
