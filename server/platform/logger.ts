import { pino } from 'pino';

/** Names of values that never reach a log line, wherever they sit in it. */
const SECRET_PATHS = [
  'password',
  'authorization',
  'cookie',
  'set-cookie',
  'token',
  'secret',
  'email',
  'mobile',
  'address',
];

/** The process's one logger: JSON lines, secrets and personal data redacted. */
export const logger = pino({
  level: process.env['LOG_LEVEL'] ?? (process.env['NODE_ENV'] === 'test' ? 'silent' : 'info'),
  redact: {
    paths: SECRET_PATHS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
    censor: '[redacted]',
  },
  base: null,
});
