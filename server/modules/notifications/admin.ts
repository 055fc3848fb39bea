// The notifications module's door for the panel.
export { MAIL_KINDS, MailModel } from './mail.model.ts';
export { sendMailAgain } from './send-mail-again.use-case.ts';
