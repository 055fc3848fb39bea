import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = [
  'SESSION_SECRET',
  'HOP_SECRET',
  'AUDIT_LOG_TOKEN',
  'IDENTITY_EVENTS_TOKEN',
  'OIDC_PANEL_CLIENT_SECRET',
  'OIDC_SHOP_CLIENT_SECRET',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
] as const;

export type Secrets = Record<(typeof NAMES)[number], string>;

/** The secrets of this installation: made at the first start, then kept where only their owner reads them. */
export function keptSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  const kept: Partial<Secrets> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const secrets = Object.fromEntries(NAMES.map((name) => [name, kept[name] ?? randomText()])) as Secrets;
  if (NAMES.some((name) => !kept[name])) {
    mkdirSync(dataDir, { recursive: true });
    writePrivate(file, `${JSON.stringify(secrets, null, 2)}\n`);
  }
  // Where people and scripts look for it.
  writePrivate(join(dataDir, 'audit-log.token'), `${secrets.AUDIT_LOG_TOKEN}\n`);
  return secrets;
}

function randomText(): string {
  return randomBytes(24).toString('base64url');
}

function writePrivate(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  // The mode above counts for new files only.
  chmodSync(file, 0o600);
}
