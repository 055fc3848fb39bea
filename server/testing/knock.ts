import { Agent, type IncomingMessage, request } from 'node:http';
import { AuditLog } from '../modules/audit/admin.ts';
import type { Door } from './doors.ts';

export type Outcome = {
  status: number;
  code: string | undefined;
  location: string | undefined;
  requestId: string;
  text: string;
  /** Which other origin the answer may be read by. */
  allowed: string | undefined;
  cacheControl: string;
  type: string;
  setsCookies: boolean;
};

/** A connection is kept for the next knock: a test file knocks some thousand times. */
const agent = new Agent({ keepAlive: true });

/** Knocks at a door as a page of ours would, with these cookies; a header given as '' is left out. */
export async function knock(
  base: string,
  door: Pick<Door, 'method' | 'path' | 'side'> & { body?: object },
  cookie?: string,
  headers: Record<string, string> = {},
): Promise<Outcome> {
  const ours =
    door.side === 'page' ? { accept: 'text/html', 'sec-fetch-mode': 'navigate' } : { 'x-counterfoil': 'panel' };
  const sent = door.body && JSON.stringify(door.body);
  const all = {
    ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
    ...ours,
    'sec-fetch-site': 'same-origin',
    ...(cookie ? { cookie } : {}),
    ...headers,
  };
  const given = Object.fromEntries(Object.entries(all).filter(([_name, value]) => value !== ''));
  const { answer, text } = await ask(new URL(base), door, given, sent);
  const body = /json/.test(answer.headers['content-type'] ?? '') && text ? JSON.parse(text) : {};
  return {
    status: answer.statusCode ?? 0,
    code: body.code ?? body.error?.code,
    location: answer.headers.location,
    requestId: String(answer.headers['x-request-id']),
    text,
    allowed: answer.headers['access-control-allow-origin'],
    type: String(answer.headers['content-type'] ?? ''),
    cacheControl: String(answer.headers['cache-control'] ?? ''),
    setsCookies: answer.headers['set-cookie'] !== undefined,
  };
}

/** By node:http, since fetch has a will of its own about paths and `sec-fetch-` headers. */
function ask(
  { hostname, port }: URL,
  { method, path }: Pick<Door, 'method' | 'path'>,
  headers: Record<string, string>,
  sent: string | undefined,
): Promise<{ answer: IncomingMessage; text: string }> {
  return new Promise((done, failed) => {
    const asked = request({ hostname, port, method: method.toUpperCase(), path, headers, agent }, async (answer) => {
      let text = '';
      for await (const chunk of answer.setEncoding('utf8')) text += chunk;
      done({ answer, text });
    });
    asked.on('error', failed);
    asked.end(sent);
  });
}

/** What the trail holds so far: changes, and refusals with those that are folded into one line. */
export async function trailSoFar(): Promise<{ changes: number; refusals: number }> {
  const [refused] = await AuditLog.aggregate<{ all: number }>([
    { $match: { kind: 'refusal' } },
    { $group: { _id: null, all: { $sum: { $ifNull: ['$count', 1] } } } },
  ]);
  return { changes: await AuditLog.countDocuments({ kind: 'change' }), refusals: refused?.all ?? 0 };
}
