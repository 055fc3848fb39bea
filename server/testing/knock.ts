import supertest from 'supertest';
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

/** Knocks at a door as a page of ours would, with these cookies; a header given as '' is left out. */
export async function knock(
  base: string,
  door: Pick<Door, 'method' | 'path' | 'side'> & { body?: object },
  cookie?: string,
  headers: Record<string, string> = {},
): Promise<Outcome> {
  const ours =
    door.side === 'page' ? { accept: 'text/html', 'sec-fetch-mode': 'navigate' } : { 'x-counterfoil': 'panel' };
  const asked = supertest(base)[door.method](door.path).redirects(0);
  const all = { ...ours, 'sec-fetch-site': 'same-origin', ...(cookie ? { cookie } : {}), ...headers };
  for (const [name, value] of Object.entries(all)) if (value !== '') asked.set(name, value);
  const answer = await (door.body ? asked.send(door.body) : asked);
  return {
    status: answer.status,
    code: answer.body?.code ?? answer.body?.error?.code,
    location: answer.headers['location'],
    requestId: String(answer.headers['x-request-id']),
    text: answer.text ?? '',
    allowed: answer.headers['access-control-allow-origin'],
    type: String(answer.headers['content-type'] ?? ''),
    cacheControl: String(answer.headers['cache-control'] ?? ''),
    setsCookies: answer.headers['set-cookie'] !== undefined,
  };
}

/** What the trail holds so far: changes, and refusals with those that are folded into one line. */
export async function trailSoFar(): Promise<{ changes: number; refusals: number }> {
  const [refused] = await AuditLog.aggregate<{ all: number }>([
    { $match: { kind: 'refusal' } },
    { $group: { _id: null, all: { $sum: { $ifNull: ['$count', 1] } } } },
  ]);
  return { changes: await AuditLog.countDocuments({ kind: 'change' }), refusals: refused?.all ?? 0 };
}
