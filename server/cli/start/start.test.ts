import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { freePortBlock } from '../../embedded/ports.ts';
import { keptSecrets } from '../../embedded/secrets.ts';
import { loadConfig } from '../../platform/config.ts';
import { claim, requireFreePorts, requireSpace } from './checks.ts';
import { neededPorts, planFrom, productEnvironment } from './environment.ts';
import { helpText, readFlags } from './flags.ts';
import { tour } from './tour.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'counterfoil-start-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the flags of npm start', () => {
  test('are read, all off by default', () => {
    expect(readFlags([])).toEqual({ reset: false, empty: false, dev: false, help: false });
    expect(readFlags(['--reset', '--empty'])).toMatchObject({ reset: true, empty: true, dev: false });
  });

  test.each(['--rest', 'reset', '-h', '--toString'])('%s is refused with what there is instead', (word) => {
    expect(() => readFlags([word])).toThrow(
      `"npm start" does not know ${word}: it takes --reset, --empty, --dev, --help`,
    );
  });

  test('the help names each of them', () => {
    for (const flag of ['--reset', '--empty', '--dev', '--help']) expect(helpText()).toContain(flag);
  });
});

describe('the ports', () => {
  test('are those of the design, and each can be set otherwise', () => {
    expect(planFrom({}).ports).toMatchObject({ storefront: 3000, server: 4000, identityProvider: 4100 });
    expect(planFrom({ PORT: '4500', IDP_PORT: '4600' }).ports).toMatchObject({ server: 4500, identityProvider: 4600 });
    expect(() => planFrom({ PORT: 'four thousand' })).toThrow('PORT is "four thousand", which is no port');
  });

  test('a busy one is named with what needs it and how to move it', async () => {
    const first = await freePortBlock(4);
    const plan = planFrom({
      DATA_DIR: dataDir,
      STOREFRONT_PORT: String(first),
      PORT: String(first + 1),
      IDP_PORT: String(first + 2),
      MONGODB_PORT: String(first + 3),
      S3_BUCKET: 'of-our-own',
    });
    await expect(requireFreePorts(plan)).resolves.toBeUndefined();
    const other = createServer();
    await new Promise<void>((done) => other.listen(first + 2, '127.0.0.1', done));
    await expect(requireFreePorts(plan)).rejects.toThrow(
      new RegExp(
        `^Port ${first + 2}, which the identity provider needs, is used by another program: .* with IDP_PORT=\\d+ npm start`,
      ),
    );
    await new Promise((done) => other.close(done));
  });

  test('of parts that are replaced are not asked for', () => {
    const uses = (env: NodeJS.ProcessEnv): string[] => neededPorts(planFrom(env)).map(({ use }) => use);
    expect(new Set(uses({}))).toContain('the database');
    const own = { MONGODB_URI: 'mongodb://db', S3_BUCKET: 'shop', OIDC_ISSUER: 'https://id.example' };
    expect(uses(own)).toEqual(['the storefront', 'the server']);
  });
});

describe('before anything starts', () => {
  test('a disk that is too full is named with both numbers and a way out', () => {
    expect(() => requireSpace(planFrom({ DATA_DIR: dataDir }), 120)).toThrow(
      /^The disk has 120 MB left and Counterfoil needs 1500 MB: free some space .*DATA_DIR/,
    );
    expect(() => requireSpace(planFrom({ DATA_DIR: dataDir }), 5000)).not.toThrow();
  });

  test('a second start with the same data is refused while the first runs, and only then', () => {
    const plan = planFrom({ DATA_DIR: dataDir });
    const release = claim(plan);
    expect(readFileSync(join(dataDir, 'running.pid'), 'utf8')).toBe(String(process.pid));
    release();
    // An id that is alive but belongs to another program, as after a restart of the machine.
    writeFileSync(join(dataDir, 'running.pid'), '1');
    expect(() => claim(plan)()).not.toThrow();
  });
});

describe('the settings that the product is started with', () => {
  test('are complete without a single variable set', () => {
    const plan = planFrom({ DATA_DIR: dataDir });
    const env = productEnvironment({}, plan, keptSecrets(dataDir));
    expect(loadConfig(env)).toMatchObject({
      PORT: 4000,
      OIDC_ISSUER: 'http://localhost:4100',
      S3_FORCE_PATH_STYLE: true,
    });
    expect(env).toMatchObject({
      API_URL: 'http://localhost:4000',
      SHOP_URL: 'http://localhost:3000',
      DATA_DIR: dataDir,
    });
  });

  test('a person’s own parts come before the embedded ones; an empty variable counts as not set', () => {
    const own = { MONGODB_URI: 'mongodb://db.example/shop', OIDC_ISSUER: '', DATA_DIR: dataDir };
    const env = productEnvironment(own, planFrom(own), keptSecrets(dataDir));
    expect(env).toMatchObject({ MONGODB_URI: 'mongodb://db.example/shop', OIDC_ISSUER: 'http://localhost:4100' });
  });

  test('the secrets are made once, differ from each other, and only their owner can read them', () => {
    const first = keptSecrets(dataDir);
    expect(keptSecrets(dataDir)).toEqual(first);
    expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length);
    for (const file of ['secrets.json', 'audit-log.token'])
      expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDir, 'audit-log.token'), 'utf8').trim()).toBe(first.AUDIT_LOG_TOKEN);
  });
});

test('the tour names demo accounts only where the embedded provider knows them', () => {
  const text = (env: NodeJS.ProcessEnv): string => {
    const plan = planFrom({ ...env, DATA_DIR: dataDir });
    return tour({ plan, env: productEnvironment(env, plan, keptSecrets(dataDir)), empty: false });
  };
  expect(text({})).toContain('admin@counterfoil.test, password counterfoil-demo');
  expect(text({ OIDC_ISSUER: 'https://id.example' })).not.toContain('counterfoil-demo');
  expect(text({ PORT: '4500' })).toContain('http://localhost:4500/admin');
});
