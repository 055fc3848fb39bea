// The notifications module's door: mails are stored with what they are about and sent from the outbox.
export { addresseeOf } from './addressee.repository.ts';
export { eraseFromMail, eraseMails, mailsAbout } from './erase-mails.use-case.ts';
export type { MailContent } from './mail-layout.policy.ts';
export { configureMail } from './mail-transport.service.ts';
export { queueMail, SEND_TOPIC } from './queue-mail.use-case.ts';
export { completeMails, sendMail } from './send-mail.use-case.ts';
