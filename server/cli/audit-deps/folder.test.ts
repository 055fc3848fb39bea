import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { auditFolder } from './folder.ts';

/*
 * A project of its own for each test: two packages, one within the other, and a workspace; what the lock file pins, what npm noted down when it
 * unpacked them, and what lies there.
 */
const TODAY = '2026-11-28';
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-deps-'));
  write('package-lock.json', { packages: { '': { name: 'shop' }, ...LINKS, ...PACKAGES } });
  write('node_modules/.package-lock.json', { packages: { ...LINKS, ...PACKAGES } });
  write('dependency-review.json', REVIEW);
  for (const [path, { version }] of Object.entries(PACKAGES)) install(path, { version });
  write('storefront/package.json', { name: 'storefront' });
  symlinkSync(join(folder, 'storefront'), join(folder, 'node_modules/storefront'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PACKAGES: Record<string, Record<string, unknown>> = {
  'node_modules/plain': { version: '1.0.0', license: 'MIT', integrity: 'sha512-plain' },
  'node_modules/plain/node_modules/inner': { version: '2.0.0', license: 'MIT', integrity: 'sha512-inner' },
  'node_modules/@shelf/builder': {
    version: '3.0.0',
    license: 'MIT',
    integrity: 'sha512-builder',
    hasInstallScript: true,
  },
  'storefront/node_modules/framework': { version: '4.0.0', license: 'MIT', integrity: 'sha512-framework' },
};
const LINKS = { storefront: { version: '0.1.0' }, 'node_modules/storefront': { resolved: 'storefront', link: true } };
const REVIEW = {
  licences: ['MIT'],
  exceptions: [
    { package: '@shelf/builder', about: 'install-script', why: 'fetches its own binary', until: '2027-01-01' },
  ],
  denied: [],
};

function write(path: string, content: object): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), JSON.stringify(content));
}

const install = (path: string, says: Record<string, unknown>): void =>
  write(`${path}/package.json`, { name: path.split('node_modules/').at(-1), ...says });
const faults = (today = TODAY): string[] => auditFolder(folder, today).faults;

describe('an installation', () => {
  it('is in order as npm has left it, and counts the packages of others alone', () => {
    expect(auditFolder(folder, TODAY)).toEqual({ faults: [], packages: 4 });
  });

  it('is not looked at before there is one', () => {
    rmSync(join(folder, 'node_modules'), { recursive: true });
    rmSync(join(folder, 'storefront/node_modules'), { recursive: true });
    expect(faults()).toEqual([]);
  });

  it.each([
    [
      'another version was put in a package’s place',
      () => install('node_modules/plain', { version: '1.0.1' }),
      'node_modules/plain: 1.0.1 is installed, the lock file says 1.0.0',
    ],
    [
      'the same happened to one within another',
      () => install('node_modules/plain/node_modules/inner', { version: '9.9.9' }),
      'node_modules/plain/node_modules/inner: 9.9.9 is installed, the lock file says 2.0.0',
    ],
    [
      'another package lies under a known name',
      () => install('node_modules/plain', { name: 'plain-too', version: '1.0.0' }),
      'node_modules/plain: what is installed calls itself plain-too',
    ],
    [
      'a package was unpacked from another archive than was pinned',
      () => {
        const other = { ...PACKAGES['node_modules/plain'], integrity: 'sha512-other' };
        write('node_modules/.package-lock.json', { packages: { ...LINKS, ...PACKAGES, 'node_modules/plain': other } });
      },
      'node_modules/plain: what is installed has another integrity than the lock file says',
    ],
    [
      'a package was given a script that runs when it is installed',
      () => install('node_modules/plain', { version: '1.0.0', scripts: { postinstall: 'node steal.js' } }),
      'node_modules/plain: it has a script for its installation, of which the lock file knows nothing',
    ],
    [
      'a package lies there that nobody asked for',
      () => install('storefront/node_modules/stowaway', { version: '1.0.0' }),
      'storefront/node_modules/stowaway: it is installed, but not in the lock file',
    ],
    [
      'a package was made a link to somewhere else',
      () => {
        install('elsewhere', { name: 'plain', version: '6.6.6' });
        rmSync(join(folder, 'node_modules/plain'), { recursive: true });
        symlinkSync(join(folder, 'elsewhere'), join(folder, 'node_modules/plain'));
      },
      'node_modules/plain: 6.6.6 is installed, the lock file says 1.0.0',
    ],
    [
      'a package is gone',
      () => rmSync(join(folder, 'node_modules/@shelf'), { recursive: true }),
      'node_modules/@shelf/builder: npm installed it, and it is not there any more',
    ],
    [
      'a package’s description is none',
      () => install('node_modules/plain', { name: 7, version: [], scripts: 'all' }),
      'node_modules/plain: what is installed calls itself ',
    ],
    [
      'nobody has reviewed what runs at its installation',
      () => write('dependency-review.json', { ...REVIEW, exceptions: [] }),
      '@shelf/builder@3.0.0: it runs code while it is installed, and nobody has reviewed that',
    ],
  ])('is named where %s', (_situation, tamper, says) => {
    tamper();
    expect(faults()[0]).toBe(says);
  });

  it('is looked at again once an exception is past its date', () => {
    expect(faults('2026-12-31')).toEqual([]);
    expect(faults('2027-01-01')).toEqual([
      '@shelf/builder: the exception about its install-script was good until 2027-01-01; look again',
    ]);
  });
});

describe('npm run audit:deps', () => {
  const COMMAND = resolve('server/cli/audit-deps.ts');
  const audit = () =>
    promisify(execFile)(process.execPath, [COMMAND], { cwd: folder }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
    );

  it('ends well where all is in order, and with 1 and the package’s name where one was tampered with', async () => {
    // Newer than the lock file: npm need not make it once more.
    write('.data/reports/sbom.json', {});
    expect(await audit()).toEqual({ code: 0, said: expect.stringContaining('4 packages are in order') });
    install('node_modules/plain', { version: '1.0.1' });
    const { code, said } = await audit();
    expect(code).toBe(1);
    expect(said).toContain('node_modules/plain: 1.0.1 is installed, the lock file says 1.0.0');
    expect(said).toContain('1 to look at.');
  });
});
