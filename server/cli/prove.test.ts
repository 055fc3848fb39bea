import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { useDatabase } from '../testing/harness.ts';
import { curve } from './prove/drawing.ts';
import { playScenes, type Scene } from './prove/stage.ts';
import './prove/scenes.ts';
import { bindOpenReservations } from '../modules/inventory/index.ts';
import { outOfStock } from '../shared/errors.ts';

useDatabase();

const scratchDatabases = async (): Promise<string[]> => {
  const { databases } = await mongoose.connection.db!.admin().listDatabases({ nameOnly: true });
  return databases.map(({ name }) => name).filter((name) => name.startsWith('counterfoil_prove_'));
};

describe('npm run prove', () => {
  test('plays every scene as promised, leaves the shop alone and its scratch database behind nowhere', () => {
    const { host, port, name } = mongoose.connection;
    const script = fileURLToPath(new URL('./prove.ts', import.meta.url));
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_ENV: 'test',
      MONGODB_URI: `mongodb://${host}:${port}/${name}?replicaSet=rs0`,
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toContain('✓ sold 100, refused 100');
    expect(stdout).toContain('Nothing was sold twice, nothing was lost, nothing fell below zero.');
    expect(status).toBe(0);
    return Promise.all([
      expect(scratchDatabases()).resolves.toEqual([]),
      expect(mongoose.connection.collection('products').countDocuments()).resolves.toBe(0),
    ]);
  }, 60_000);

  test('a promise that was not kept is said, and refusals are counted by their cause', async () => {
    bindOpenReservations(async () => new Map());
    const broken: Scene = {
      title: 'a shop that sells what it has not got',
      async play({ product, atOnce, says }) {
        await product(3);
        const outcomes = await atOnce([async () => 1, async () => Promise.reject(outOfStock([]))]);
        says('sold', outcomes['done'] === 2);
      },
    };
    const written: string[] = [];
    const [proof] = await playScenes([broken], (text) => written.push(text));
    expect(proof?.sentences).toEqual([
      { sentence: 'sold', asPromised: false },
      { sentence: expect.stringContaining('sum of the movements'), asPromised: true },
    ]);
    expect(written.join('')).toMatch(/refused .* 0 → 1/);
    expect(written.join('')).toContain('✗ sold');
  });

  test('a fault that is no refusal ends the scene', async () => {
    const faulty: Scene = {
      title: 'a fault',
      async play({ atOnce }) {
        await atOnce([() => Promise.reject(new Error('the cable is cut'))]);
      },
    };
    await expect(playScenes([faulty], () => undefined)).rejects.toThrow('the cable is cut');
  });
});

test('a curve falls with its figures, and is flat where there is nothing', () => {
  expect(curve([3, 2, 0], 3)).toBe('█▆▁');
  expect(curve([0], 3)).toBe('▁▁▁');
});
