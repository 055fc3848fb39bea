import { Types } from 'mongoose';
import { MailModel } from './mail.model.ts';

/** To which address a mail went, and about which order; null where there is no such mail. */
export async function addresseeOf(mailId: string): Promise<{ to: string; order: string | null } | null> {
  if (!Types.ObjectId.isValid(mailId)) return null;
  const mail = await MailModel.findById(mailId, { to: 1, order: 1 }).lean();
  return mail ? { to: mail.to, order: mail.order ? String(mail.order) : null } : null;
}
