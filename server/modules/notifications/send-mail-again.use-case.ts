import { clock } from '../../platform/clock.ts';
import { illegalMove, notFound } from '../../shared/errors.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { MailModel } from './mail.model.ts';
import { mailGoesOut, notSetUp } from './mail-transport.service.ts';
import { leaveToSend } from './queue-mail.use-case.ts';

/** Sends a mail once more, as it was written. Throws `mail_not_set_up`, `illegal_move` where it is on its way, `not_found`, `forbidden`. */
export async function sendMailAgain(ctx: RequestContext, { mailId }: { mailId: string }): Promise<void> {
  assertCan(ctx, 'mails', 'sendAgain');
  if (!mailGoesOut()) throw notSetUp();
  await runOperation(ctx, { action: 'mails.sendAgain', entity: 'mails', entityId: mailId }, async () => {
    const mail = await MailModel.findById(mailId);
    if (!mail) throw notFound('mail', mailId);
    if (mail.state === 'queued') throw illegalMove('The mail', 'queued', 'queued');
    mail.state = 'queued';
    mail.round += 1;
    mail.queuedAt = clock.now();
    mail.problem = null;
    await mail.save();
    await leaveToSend(mail);
  });
}
