import { pino } from 'pino';
import { redacted } from './redact.ts';

/** The process's one logger: JSON lines, secrets and personal data redacted. */
export const logger = pino({
  level: process.env['LOG_LEVEL'] ?? (process.env['NODE_ENV'] === 'test' ? 'silent' : 'info'),
  // Before pino's own serializers, which would let through whatever an error carries.
  formatters: { log: (line) => redacted(line) as Record<string, unknown> },
  serializers: { err: (error: unknown) => error },
  base: null,
});
