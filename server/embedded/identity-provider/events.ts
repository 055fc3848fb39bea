import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './accounts.ts';

/** Auth0's names of what this provider reports: a wrong password, an account that is not there, a wrong second factor. */
type EventType = 'fp' | 'fu' | 'gd_auth_failed';
type Attempt = { req: IncomingMessage; account: Account | undefined; login: string; clientId: string };

/** Reports a failed sign-in; nobody waits for it. */
export type ReportFailure = (type: EventType, attempt: Attempt) => void;

const TRIES = 5;
const PAUSE_MS = 500;

/** Reports failures to the server in the shape of Auth0's log stream, and again where it does not answer; the server takes each only once. */
export function eventReporter({ url, token }: { url: string; token: string }): ReportFailure {
  return (type, attempt) => {
    const body = JSON.stringify([eventOf(type, attempt)]);
    deliver(url, token, body).catch((error: unknown) =>
      console.error('A failed sign-in could not be reported:', error),
    );
  };
}

function eventOf(type: EventType, { req, account, login, clientId }: Attempt) {
  const log_id = randomUUID();
  return {
    log_id,
    data: {
      log_id,
      type,
      date: new Date().toISOString(),
      connection: 'embedded',
      client_id: clientId,
      ip: (req.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
      user_agent: req.headers['user-agent'] ?? '',
      user_name: login,
      ...(account ? { user_id: account.sub } : {}),
    },
  };
}

async function deliver(url: string, token: string, body: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(url, { method: 'POST', headers, body }).catch((error: unknown) => error);
    if (answer instanceof Response && answer.ok) return;
    const again = !(answer instanceof Response) || answer.status >= 500;
    if (!again || tries === TRIES) throw answer instanceof Response ? new Error(`status ${answer.status}`) : answer;
    await sleep(PAUSE_MS * tries);
  }
}
