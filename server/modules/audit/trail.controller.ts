import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Answer } from '../../platform/api-route.ts';
import { clock } from '../../platform/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { decodeCursor, encodeCursor } from '../../shared/pagination.ts';
import { assertCan } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import type { AuditEntry } from './audit-entry.model.ts';
import { recordAccess } from './record.service.ts';
import { presentEntry } from './trail.presenter.ts';
import { entriesOf, type TrailFilter, type TrailPosition } from './trail.repository.ts';
import type { TrailQuery } from './trail.schemas.ts';

/** JSON, one entry a line. */
export const JSON_LINES = 'application/x-ndjson';
/** A transaction may last this long, and anonymous refusals are counted up for as long: what is older stays as it is. */
const SETTLED_MS = 60_000;
/** Some 30 KB: what is larger V8 keeps apart from what dies young, until it cleans up everything. */
const LINES_A_CHUNK = 32;

type Asked = { ctx: RequestContext; query: TrailQuery; headers: IncomingHttpHeaders; url: string };

/** The trail for a program: page by page, or all of it as JSON lines. Reading it is itself on record. */
export async function readTrail({ ctx, query, headers, url }: Asked): Promise<Answer> {
  const { order, cursor, limit, ...asked } = query;
  const after = cursor === undefined ? null : readCursor(cursor, order);
  const filter = order === 'oldest' ? settled(asked) : asked;
  if (wantsLines(headers)) {
    assertCan(ctx, 'auditLogs', 'export');
    await recordAccess(ctx, { entity: 'auditLogs', action: 'export', filter: namesOf(asked) });
    return { stream: { type: JSON_LINES, chunks: linesOf(entriesOf(filter, { order, after }), ctx) } };
  }
  await recordAccess(ctx, { entity: 'auditLogs', action: 'list', filter: namesOf(asked) });
  const found: AuditEntry[] = [];
  for await (const entry of entriesOf(filter, { order, after, limit: limit + 1 })) found.push(entry);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next = found.length > limit && last ? cursorAt(last, order) : null;
  return {
    body: { items: page.map((entry) => presentEntry(entry, ctx.actor)), next },
    ...(next ? { headers: { Link: `<${withCursor(url, next)}>; rel="next"` } } : {}),
  };
}

async function* linesOf(entries: AsyncIterable<AuditEntry>, ctx: RequestContext): AsyncGenerator<string> {
  let lines: string[] = [];
  for await (const entry of entries) {
    lines.push(`${JSON.stringify(presentEntry(entry, ctx.actor))}\n`);
    if (lines.length < LINES_A_CHUNK) continue;
    yield lines.join('');
    lines = [];
  }
  if (lines.length > 0) yield lines.join('');
}

function settled(filter: TrailFilter): TrailFilter {
  const before = new Date(clock.now().getTime() - SETTLED_MS);
  return { ...filter, until: filter.until && filter.until < before ? filter.until : before };
}

const wantsLines = ({ accept = '' }: IncomingHttpHeaders): boolean => accept.toLowerCase().includes(JSON_LINES);

/** What was asked for, as the trail keeps it: none of it is anybody's data. */
const namesOf = (filter: TrailFilter): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  );

const cursorContent = z.strictObject({
  o: z.enum(['newest', 'oldest']),
  t: z.int().min(0).max(8.64e15),
  i: z.string().regex(/^[0-9a-f]{24}$/),
});

const cursorAt = ({ createdAt, _id }: AuditEntry, order: TrailQuery['order']): string =>
  encodeCursor({ o: order, t: createdAt.getTime(), i: String(_id) });

/** A cursor of the other order leads nowhere: 404, as an address would. */
function readCursor(text: string, order: TrailQuery['order']): TrailPosition {
  const content = cursorContent.safeParse(decoded(text));
  if (!content.success || content.data.o !== order) {
    throw new AppError('bad_cursor', 404, 'This cursor does not belong to this list. Start again without it.');
  }
  return { at: new Date(content.data.t), id: content.data.i };
}

function decoded(text: string): unknown {
  try {
    return decodeCursor(text);
  } catch {
    return null;
  }
}

function withCursor(url: string, cursor: string): string {
  const [path = '', search = ''] = url.split('?', 2);
  const query = new URLSearchParams(search);
  query.set('cursor', cursor);
  return `${path}?${query}`;
}
