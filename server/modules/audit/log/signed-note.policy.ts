import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** Signed notes and checkpoints: C2SP signed-note and tlog-checkpoint, with Ed25519. */

const ED25519 = Buffer.from([0x01]);
/** What stands before the 32-byte seed in the PKCS #8 form of an Ed25519 key (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

export type LogKey = { origin: string; privateKey: KeyObject; publicKey: Buffer; keyId: Buffer };

/** Makes the log's key from its 32-byte seed. Throws where the seed has another length. */
export function logKey(origin: string, seed: Uint8Array): LogKey {
  if (seed.length !== 32) throw new Error('the audit signing key is 32 bytes in base64');
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = Buffer.from(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32));
  return { origin, privateKey, publicKey, keyId: keyIdOf(origin, publicKey) };
}

const keyIdOf = (origin: string, publicKey: Uint8Array): Buffer =>
  createHash('sha256').update(`${origin}\n`).update(ED25519).update(publicKey).digest().subarray(0, 4);

/** The verifier key that others check checkpoints with: `<origin>+<key id>+<base64 of 0x01 ‖ public key>`. */
export function verifierKey(key: LogKey): string {
  return `${key.origin}+${key.keyId.toString('hex')}+${Buffer.concat([ED25519, key.publicKey]).toString('base64')}`;
}

export type Checkpoint = { origin: string; size: number; root: Buffer };

/** The signed checkpoint of a tree. */
export function signCheckpoint(key: LogKey, size: number, root: Uint8Array): string {
  const text = `${key.origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
  const signature = sign(null, Buffer.from(text), key.privateKey);
  return `${text}\n— ${key.origin} ${Buffer.concat([key.keyId, signature]).toString('base64')}\n`;
}

/** Reads a checkpoint and checks its signature against a verifier key; null where either is not right. */
export function openCheckpoint(note: string, verifier: string): Checkpoint | null {
  const end = note.indexOf('\n\n');
  if (end < 0) return null;
  const text = note.slice(0, end + 1);
  const match = /^([^\n]+)\n(0|[1-9]\d*)\n([A-Za-z0-9+/]{43}=)\n$/.exec(text);
  const [name, keyId, keyData] = verifierParts(verifier);
  if (!match || match[1] !== name || !keyData) return null;
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), keyData.subarray(1)]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const signed = note
    .slice(end + 2)
    .split('\n')
    .some((line) => {
      const parts = /^— (\S+) ([A-Za-z0-9+/=]+)$/.exec(line);
      if (!parts || parts[1] !== name) return false;
      const bytes = Buffer.from(parts[2] ?? '', 'base64');
      return (
        bytes.subarray(0, 4).toString('hex') === keyId && verify(null, Buffer.from(text), publicKey, bytes.subarray(4))
      );
    });
  return signed ? { origin: name, size: Number(match[2]), root: Buffer.from(match[3] ?? '', 'base64') } : null;
}

function verifierParts(verifier: string): [name: string, keyId: string, keyData: Buffer | null] {
  const match = /^(.+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(verifier);
  if (!match) return ['', '', null];
  const keyData = Buffer.from(match[3] ?? '', 'base64');
  const valid =
    keyData.length === 33 && keyData[0] === 1 && keyIdOf(match[1]!, keyData.subarray(1)).toString('hex') === match[2];
  return [match[1] ?? '', match[2] ?? '', valid ? keyData : null];
}
