import { createHash, randomBytes } from 'node:crypto';

/** What a service token begins with, so that people and programs that look for leaked secrets recognise one. */
const SECRET_PREFIX = 'cf_';
const HINT_LENGTH = 4;

/** A new secret of 32 random bytes. */
export const newSecret = (): string => `${SECRET_PREFIX}${randomBytes(32).toString('base64url')}`;

export const looksLikeSecret = (text: string): boolean => /^cf_[A-Za-z0-9_-]{43}$/.test(text);
export const isSecretOfOurs = (text: string): boolean => text.startsWith(SECRET_PREFIX);

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const hintOfSecret = (secret: string): string => `${SECRET_PREFIX}…${secret.slice(-HINT_LENGTH)}`;
