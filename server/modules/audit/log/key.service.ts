import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LogKey, logKey } from './signed-note.policy.ts';

/** The log's name in checkpoints: its address without the scheme, as tlog-checkpoint asks for. */
export const logOrigin = (publicUrl: string): string => `${new URL(publicUrl).host}/audit/log`;

/**
 * The key that signs checkpoints: `AUDIT_SIGNING_KEY` (32 bytes in base64), or one made once and kept under the data folder, readable by its
 * owner only. Production never gets to the latter: config.ts asks for the variable.
 */
export function loadLogKey({
  publicUrl,
  signingKey,
  dataDir,
}: {
  publicUrl: string;
  signingKey?: string | undefined;
  dataDir: string;
}): LogKey {
  return logKey(logOrigin(publicUrl), signingKey ? Buffer.from(signingKey, 'base64') : keptSeed(dataDir));
}

function keptSeed(dataDir: string): Buffer {
  const file = join(dataDir, 'audit-signing.key');
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(file)) {
    // Written whole and then linked, which fails where another process was first: both read the same key.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(draft);
    }
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
}
