import { randomBytes } from 'node:crypto';

/** A random id of 128 bits as 32 hex digits. Tests may replace the source. */
export const ids = { random: (): string => randomBytes(16).toString('hex') };
