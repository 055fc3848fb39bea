import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import { clock } from '../../platform/clock.ts';
import { isDuplicateKey } from '../../platform/database-errors.ts';
import { logger } from '../../platform/logger.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { auditUnavailable } from './audit.errors.ts';
import { type AuditEntry, AuditLog, type Outcome } from './audit-entry.model.ts';
import { type Essence, entryFor } from './entry.service.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MAJORITY = { writeConcern: { w: 'majority' } } as const;

export type Refusal = {
  entity: string;
  entityId?: string | null;
  action: string;
  /** The stable code of the error. */
  cause: string;
  outcome?: Exclude<Outcome, 'done'>;
  detail?: Record<string, unknown>;
};

/**
 * Puts a refused or failed attempt on record, in a majority write of its own, before the answer is given (P2). Those of nobody in particular
 * are folded into one line per address, cause and minute, with a count. Throws `audit_unavailable` where that fails; a log line keeps it then.
 */
export async function recordRefusal(ctx: RequestContext, refusal: Refusal): Promise<void> {
  const { entity, entityId = null, action, cause, outcome = 'refused', detail } = refusal;
  const essence = { kind: 'refusal', entity, entityId, action, cause, outcome, ...(detail ? { detail } : {}) } as const;
  const anonymous = ctx.actor.kind === 'guest' && ctx.actor.id === null;
  if (anonymous) await fold(ctx, essence, `refusal|${ctx.ip}|${action}|${cause}`, { counted: true });
  else await insert(entryFor(ctx, essence, clock.now()));
}

export type Access = {
  entity: string;
  action: 'list' | 'show' | 'search' | 'export' | 'readLog' | 'unmask' | 'mask';
  entityId?: string | null;
  /** What was looked for; values of personal fields must not be in it. */
  filter?: Record<string, unknown>;
  /** Each is a line of its own, since each was decided anew. */
  everyTime?: true;
};

/** Puts the opening of flagged records, an export or a look into the trail on record: one line an actor, record or filter, and minute; of a program one an hour. */
export async function recordAccess(ctx: RequestContext, access: Access): Promise<void> {
  const { entity, entityId = null, action, filter } = access;
  const essence = {
    kind: 'access',
    entity,
    entityId,
    action: `${entity}.${action}`,
    outcome: 'done',
    ...(filter ? { detail: filter } : {}),
  } as const;
  if (access.everyTime) return insert(entryFor(ctx, essence, clock.now()));
  const who = ctx.actor.id ?? `${ctx.actor.name}@${ctx.ip}`;
  // A program polls: one line an hour says so as well as sixty.
  const isProgram = ctx.actor.kind === 'token';
  const what = isProgram ? '' : (entityId ?? JSON.stringify(filter ?? {}));
  const key = `access|${who}|${essence.action}|${what}`;
  await fold(ctx, essence, key, { counted: false, period: isProgram ? HOUR : MINUTE });
}

export type SignIn = {
  action: 'sign-in' | 'sign-out' | 'step-up';
  outcome: Outcome;
  cause?: string;
  entityId?: string | null;
  detail?: Record<string, unknown>;
  /** Reported from outside, perhaps more than once: one entry a key, whatever the reporter says besides. */
  once?: { key: string; at: Date };
};

/** Puts a sign-in, a sign-out or a failure of one on record. */
export async function recordSignIn(ctx: RequestContext, signIn: SignIn): Promise<void> {
  const { action, outcome, cause, entityId = null, detail, once } = signIn;
  const essence = {
    kind: 'sign-in',
    entity: 'users',
    entityId,
    action: `users.${action}`,
    outcome,
    ...(cause ? { cause } : {}),
    ...(detail ? { detail } : {}),
  } as const;
  if (once) await insertOnce(entryFor(ctx, essence, clock.now()), once);
  else if (outcome !== 'done' && ctx.actor.id === null)
    await fold(ctx, essence, `${action}|${ctx.ip}|${cause}`, { counted: true });
  else await insert(entryFor(ctx, essence, clock.now()));
}

async function insert(entry: AuditEntry): Promise<void> {
  await written(entry, () => AuditLog.collection.insertOne(entry, MAJORITY));
}

async function insertOnce(entry: AuditEntry, { key, at }: { key: string; at: Date }): Promise<void> {
  const { _id: _own, ...whenFirst } = entry;
  const filter = { _id: idFrom(Math.floor(at.getTime() / 1000), key) };
  const write = () =>
    AuditLog.collection.updateOne(filter, { $setOnInsert: whenFirst } as never, { upsert: true, ...MAJORITY });
  // Whoever comes second finds it there, which is all it wants.
  await written(entry, () => write().catch((error) => (isDuplicateKey(error) ? undefined : Promise.reject(error))));
}

/**
 * One entry a key and minute, whichever of several instances comes first: its id is made of the key. A counted one may grow until the minute
 * is over, and the log takes it only then.
 */
async function fold(
  ctx: RequestContext,
  essence: Essence,
  key: string,
  { counted, period = MINUTE }: { counted: boolean; period?: number },
): Promise<void> {
  const now = clock.now();
  const start = Math.floor(now.getTime() / period) * period;
  const foldUntil = new Date(start + period);
  const entry = entryFor(ctx, counted ? { ...essence, count: 1, foldUntil } : essence, now);
  const { _id: _own, count, ...whenFirst } = entry;
  const update = { $setOnInsert: whenFirst, ...(count ? { $inc: { count } } : {}) };
  const write = () =>
    AuditLog.collection.updateOne({ _id: idFrom(start / 1000, `${start}|${key}`) }, update as never, {
      upsert: true,
      ...MAJORITY,
    });
  await written(entry, () => write().catch((error) => (isDuplicateKey(error) ? write() : Promise.reject(error))));
}

/** Like every ObjectId it begins with the time in seconds, so that these entries sort among the others. */
function idFrom(seconds: number, key: string): mongoose.Types.ObjectId {
  const digest = createHash('sha256').update(key).digest('hex');
  const time = Math.min(Math.max(seconds, 0), 0xffffffff);
  return new mongoose.Types.ObjectId(time.toString(16).padStart(8, '0') + digest.slice(0, 16));
}

async function written(entry: AuditEntry, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const { salts: _salts, ...kept } = entry;
    logger.error({ err: error, auditEntry: kept }, 'an audit entry could not be written');
    throw auditUnavailable(error);
  }
}
