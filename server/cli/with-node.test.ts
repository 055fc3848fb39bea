import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';

type Listed = { version?: string; integrity?: string; dev?: boolean; optional?: boolean; devOptional?: boolean };
type Lock = { packages: Record<string, Listed> };
type Launcher = {
  isComplete: (wanted: Lock | null, installed: Lock | null, dev: boolean) => boolean;
  readArguments: (argv: string[]) => { options: { dev: boolean; parts: boolean }; script: string; args: string[] };
  runsTypeScript: (version: string) => boolean;
  npmReason: (ended: { code: number | null; output: string }) => string;
};

const { isComplete, readArguments, runsTypeScript, npmReason } = createRequire(import.meta.url)(
  './with-node.cjs',
) as Launcher;

describe('the Node that is new enough', () => {
  test.each(['22.18.0', '22.20.1', '23.6.0', '24.0.0', '26.1.0'])('%s runs TypeScript as it is', (version) => {
    expect(runsTypeScript(version)).toBe(true);
  });

  test.each(['12.22.0', '20.20.2', '22.17.9', '23.5.0'])('%s needs Node 24 beside it', (version) => {
    expect(runsTypeScript(version)).toBe(false);
  });
});

describe('whether the packages need installing', () => {
  const lock: Lock = {
    packages: {
      '': {},
      'node_modules/express': { version: '5.3.0', integrity: 'sha512-a' },
      'node_modules/jest': { version: '30.0.0', integrity: 'sha512-b', dev: true },
      'node_modules/engine-for-another-platform': { version: '1.0.0', integrity: 'sha512-c', optional: true },
    },
  };
  const installed = (...names: string[]): Lock => ({
    packages: Object.fromEntries(names.map((name) => [name, lock.packages[name] as Listed])),
  });

  test('nothing installed yet: yes', () => {
    expect(isComplete(lock, null, false)).toBe(false);
  });

  test('everything but test packages is there: no for a start, yes for a test', () => {
    expect(isComplete(lock, installed('node_modules/express'), false)).toBe(true);
    expect(isComplete(lock, installed('node_modules/express'), true)).toBe(false);
    expect(isComplete(lock, installed('node_modules/express', 'node_modules/jest'), true)).toBe(true);
  });

  test('another version or another file of the same version: yes', () => {
    const express = (listed: Listed): Lock => ({ packages: { 'node_modules/express': listed } });
    expect(isComplete(lock, express({ version: '5.2.0', integrity: 'sha512-a' }), false)).toBe(false);
    expect(isComplete(lock, express({ version: '5.3.0', integrity: 'sha512-z' }), false)).toBe(false);
  });
});

describe('the launcher’s arguments', () => {
  test('its own options come before the script, the rest belongs to the script', () => {
    expect(readArguments(['--dev-dependencies', '--parts', 'a.ts', '--reset'])).toEqual({
      options: { dev: true, parts: true },
      script: 'a.ts',
      args: ['--reset'],
    });
  });

  test('an unknown option is refused by name', () => {
    expect(() => readArguments(['--prats', 'a.ts'])).toThrow('does not know the option --prats');
  });
});

describe('what is said when npm fails', () => {
  test.each([
    ['npm error code ENOSPC\nnpm error nospc There appears to be insufficient space', /disk is full; free some space/],
    ['npm error code EINTEGRITY\nnpm error sha512-x integrity checksum failed', /wrong checksum; try again/],
    ['npm error code EACCES\nnpm error syscall mkdir', /may not be written to/],
    [
      'npm error code ENOTFOUND\nnpm error network request failed',
      /\(network request failed\): check the network connection/,
    ],
  ])('%j becomes the end of one sentence', (output, sentence) => {
    const said = npmReason({ code: 1, output });
    expect(said).toMatch(sentence);
    expect(said).not.toContain('\n');
  });

  test('no npm at all', () => {
    expect(npmReason({ code: 127, output: 'spawn npm ENOENT' })).toMatch(/npm was not found; install it/);
  });
});
