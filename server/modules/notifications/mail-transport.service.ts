import { createTransport, type Transporter } from 'nodemailer';
import { AppError } from '../../shared/errors.ts';

export type Letter = {
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
};

/** What became of a try: `failed` is for good, `later` may be tried again. */
export type Sending = { outcome: 'sent' } | { outcome: 'failed' | 'later'; problem: string };

const PAUSE_MS = 5_000;
const PATIENCE = { connectionTimeout: '5000', greetingTimeout: '5000', socketTimeout: '20000' };
/** Codes of nodemailer for a server that could not be reached or spoken with, as opposed to one that said no. */
const UNREACHABLE = new Set(['ECONNECTION', 'ECONNREFUSED', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'ECONNRESET']);

let transport: Transporter | null = null;
let pausedUntil = 0;

/** Sets the mail server by its address (`smtps://user:password@mail.example.com`), or none: then mails are kept, not sent. */
export function configureMail({ smtpUrl }: { smtpUrl?: string | undefined }): void {
  transport?.close();
  pausedUntil = 0;
  transport = smtpUrl === undefined ? null : createTransport(patiently(smtpUrl));
}

/** Whether there is a mail server to send by. */
export const mailGoesOut = (): boolean => transport !== null;

/** Hands one letter to the mail server. Throws `mail_not_set_up` where there is none. */
export async function sendLetter(letter: Letter): Promise<Sending> {
  if (!transport) throw notSetUp();
  // A server that does not answer must not hold up everything behind each of its mails.
  if (performance.now() < pausedUntil) return { outcome: 'later', problem: NOT_REACHED };
  try {
    await transport.sendMail(letter);
    return { outcome: 'sent' };
  } catch (error) {
    return judged(error as Error & { code?: string; responseCode?: number; response?: string });
  }
}

const NOT_REACHED = 'The mail server could not be reached.';

function judged(error: Error & { code?: string; responseCode?: number; response?: string }): Sending {
  const { responseCode = 0, code = '' } = error;
  if (responseCode === 0 && UNREACHABLE.has(code)) {
    pausedUntil = performance.now() + PAUSE_MS;
    return { outcome: 'later', problem: NOT_REACHED };
  }
  const problem = (error.response ?? error.message).slice(0, 300);
  // Wrong credentials are the shop's fault, not the letter's: they may be right tomorrow.
  const forGood = code !== 'EAUTH' && (responseCode >= 500 || (code === 'EENVELOPE' && responseCode === 0));
  return { outcome: forGood ? 'failed' : 'later', problem };
}

export const notSetUp = () =>
  new AppError('mail_not_set_up', 409, 'No mail server is set up (SMTP_URL), so mails stay here to be read.');

/** The address with bounds on every wait, where it names none itself. */
function patiently(smtpUrl: string): string {
  const url = new URL(smtpUrl);
  for (const [name, value] of Object.entries(PATIENCE)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  return url.toString();
}
