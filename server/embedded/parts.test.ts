import { describe, expect, test } from '@jest/globals';
import { chooseMongod, chooseObjectStore } from './parts.ts';

const debian = { platform: 'linux', arch: 'x64', glibc: '2.36' };
const arm = { platform: 'linux', arch: 'arm64', glibc: '2.36' };
const mac = { platform: 'darwin', arch: 'arm64', glibc: null };
const intelMac = { platform: 'darwin', arch: 'x64', glibc: null };
const windows = { platform: 'win32', arch: 'x64', glibc: null };
const alpine = { platform: 'linux', arch: 'x64', glibc: null };
const oldUbuntu = { platform: 'linux', arch: 'x64', glibc: '2.31' };
const board = { platform: 'linux', arch: 'riscv64', glibc: '2.41' };

describe('the database chosen for a machine', () => {
  test.each([
    ['Debian 12 on Intel, and WSL, which is the same', debian, 'manylinux1_x86_64', '6.0.5'],
    ['Debian 12 on arm64', arm, 'manylinux2014_aarch64', '6.0.5'],
    ['a Mac with Apple silicon', mac, 'macosx_11_0_arm64', '7.0.28'],
    ['a Mac with Intel', intelMac, 'macosx_10_13_x86_64', '7.0.28'],
  ])('%s gets the build published for it', (_, machine, tag, version) => {
    expect(chooseMongod(machine)).toMatchObject({
      part: { tag, version, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test.each([
    ['Windows itself', windows, /WSL.*MONGODB_URI.*docker compose up/],
    ['a system without glibc', alpine, /another C library: set MONGODB_URI/],
    ['a glibc that is too old', oldUbuntu, /needs glibc 2\.34 or later and this system has 2\.31: set MONGODB_URI/],
    ['a processor nobody publishes for', board, /not published for linux-riscv64: set MONGODB_URI/],
  ])('%s is told in one sentence what to set instead', (_, machine, sentence) => {
    expect(chooseMongod(machine)).toEqual({ missing: expect.stringMatching(sentence) });
  });
});

describe('the object store chosen for a machine', () => {
  test.each([
    ['Debian 12 on Intel', debian, 'manylinux_2_28_x86_64'],
    ['a system without glibc: the build is static', alpine, 'manylinux_2_28_x86_64'],
    ['Debian 12 on arm64', arm, 'manylinux_2_28_aarch64'],
    ['a Mac with Apple silicon', mac, 'macosx_13_0_arm64'],
  ])('%s gets the build published for it', (_, machine, tag) => {
    expect(chooseObjectStore(machine)).toMatchObject({ part: { tag, version: '4.48' } });
  });

  test.each([
    ['a Mac with Intel', intelMac, /not published for darwin-x64: set S3_ENDPOINT.*docker compose up/],
    ['Windows itself', windows, /WSL.*S3_ENDPOINT/],
  ])('%s is told in one sentence what to set instead', (_, machine, sentence) => {
    expect(chooseObjectStore(machine)).toEqual({ missing: expect.stringMatching(sentence) });
  });
});
