import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter, AdapterPayload, JWKS } from 'oidc-provider';

const SAVE_AFTER_MS = 100;

type Stored = { payload: AdapterPayload; expiresAt: number | null };

/** Signing and cookie keys: made once, then kept, so that a restart leaves everybody signed in. */
export function loadKeys(directory: string): { jwks: JWKS; cookieKeys: string[] } {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'keys.json');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = {
      ...privateKey.export({ format: 'jwk' }),
      kid: randomBytes(8).toString('hex'),
      use: 'sig',
      alg: 'RS256',
    };
    writeWhole(file, JSON.stringify({ jwks: { keys: [key] }, cookieKeys: [randomBytes(32).toString('hex')] }));
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Sessions, grants and codes in one small file, written whole shortly after each change and at the end. */
export function openState(directory: string) {
  const file = join(directory, 'state.json');
  const entries = new Map<string, Stored>(readEntries(file));
  let timer: NodeJS.Timeout | null = null;

  const save = () => {
    if (timer) clearTimeout(timer);
    timer = null;
    for (const [key, entry] of entries) if (isOver(entry)) entries.delete(key);
    writeWhole(file, JSON.stringify([...entries]));
  };
  const changed = () => {
    timer ??= setTimeout(save, SAVE_AFTER_MS);
  };
  const get = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    return entry && !isOver(entry) ? entry.payload : undefined;
  };
  const findWhere = (model: string, matches: (payload: AdapterPayload) => boolean) => {
    for (const [key, entry] of entries) {
      if (key.startsWith(`${model}:`) && !isOver(entry) && matches(entry.payload)) return entry.payload;
    }
    return undefined;
  };

  /** The storage that oidc-provider asks for, one per kind of thing. */
  const adapterFor = (model: string): Adapter => ({
    async upsert(id, payload, expiresIn) {
      entries.set(`${model}:${id}`, { payload, expiresAt: expiresIn ? Date.now() + expiresIn * 1000 : null });
      changed();
    },
    find: async (id) => get(`${model}:${id}`),
    findByUid: async (uid) => findWhere(model, (payload) => payload.uid === uid),
    findByUserCode: async (code) => findWhere(model, (payload) => payload.userCode === code),
    async consume(id) {
      const payload = get(`${model}:${id}`);
      if (payload) payload['consumed'] = Math.floor(Date.now() / 1000);
      changed();
    },
    async destroy(id) {
      entries.delete(`${model}:${id}`);
      changed();
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of entries) {
        if (key.startsWith(`${model}:`) && payload.grantId === grantId) entries.delete(key);
      }
      changed();
    },
  });

  return { adapterFor, flush: () => timer && save() };
}

const isOver = ({ expiresAt }: Stored) => expiresAt !== null && expiresAt <= Date.now();

/** A file that was cut off or damaged costs people a new sign-in, not the start. */
function readEntries(file: string): [string, Stored][] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}

/** Beside it first, then in its place, so that a crash leaves the old file or the new one. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
