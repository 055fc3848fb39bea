import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';

/** A call-back may be so old, or so much ahead of our clock; one that was overheard can't be played again later. */
const WINDOW_SECONDS = 5 * 60;

/** Where a call-back carries its signature: `t=<seconds since 1970>,v1=<HMAC-SHA256 of "t.body" in hex>`. */
export const SIGNATURE_HEADER = 'x-counterfoil-signature';

/** The signature of a call-back's body, byte for byte, at a moment. */
export function signCallback(secret: string, body: Buffer | string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `t=${seconds},v1=${digest(secret, seconds, body)}`;
}

/** Throws `bad_signature` (401) unless the header signs exactly this body, within the window. */
export function assertSigned(secret: string, header: unknown, body: Buffer, now: Date): void {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(typeof header === 'string' ? header : '');
  const seconds = Number(match?.[1] ?? Number.NaN);
  const given = Buffer.from(match?.[2] ?? '');
  const wanted = Buffer.from(digest(secret, seconds, body));
  const isOurs = given.length === wanted.length && timingSafeEqual(given, wanted);
  const isNow = Math.abs(now.getTime() / 1_000 - seconds) <= WINDOW_SECONDS;
  if (!isOurs || !isNow) {
    throw new AppError('bad_signature', 401, 'This call-back is not signed as it must be, or it is too old.');
  }
}

const digest = (secret: string, seconds: number, body: Buffer | string): string =>
  createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
