import type { RequestHandler } from 'express';
import { callerOf } from '../../shared/caller.ts';
import { tooManyCalls } from '../../shared/errors.ts';
import type { ContextOf } from './problem.ts';

export type RateLimit = {
  /** How it is called in the RateLimit headers. */
  name: string;
  perMinute: number;
  /** How many may come at once after a pause; a tenth of a minute's where unset. */
  burst?: number;
};

const MOST_CALLERS = 50_000;
const MINUTE = 60_000;

/**
 * Limits plain reads of one caller, in this process (limits that must be exact: platform/shared-limit.ts). One number a caller: the
 * moment up to which the calls made so far are spread out at the allowed pace (the generic cell rate algorithm). Memory is bounded.
 */
export function rateLimit(
  { name, perMinute, burst = Math.ceil(perMinute / 10) }: RateLimit,
  contextOf: ContextOf,
): RequestHandler {
  const pace = MINUTE / perMinute;
  const tolerance = pace * burst;
  const policy = `"${name}";q=${perMinute};w=60`;
  const spreadUntil = new Map<string, number>();

  return function limitReads(req, res, next) {
    const now = performance.now();
    const key = callerOf(contextOf(req));
    const until = Math.max(now, spreadUntil.get(key) ?? 0) + pace;
    const left = Math.floor((tolerance - (until - now)) / pace);
    res.setHeader('RateLimit-Policy', policy);
    res.setHeader('RateLimit', `"${name}";r=${Math.max(0, left)};t=${Math.ceil((until - now) / 1000)}`);
    if (left < 0) {
      next(tooManyCalls(Math.max(1, Math.ceil((until - now - tolerance) / 1000))));
      return;
    }
    if (spreadUntil.size >= MOST_CALLERS) makeRoom(spreadUntil, now);
    spreadUntil.set(key, until);
    next();
  };
}

/** Forgets those whose pause is over; where that is not enough, the oldest half. */
function makeRoom(spreadUntil: Map<string, number>, now: number): void {
  for (const [key, until] of spreadUntil) if (until <= now) spreadUntil.delete(key);
  if (spreadUntil.size < MOST_CALLERS) return;
  let surplus = spreadUntil.size - MOST_CALLERS / 2;
  for (const key of spreadUntil.keys()) {
    if (surplus <= 0) break;
    spreadUntil.delete(key);
    surplus -= 1;
  }
}
