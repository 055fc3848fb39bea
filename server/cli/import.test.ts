import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { line, tradeFile } from '../modules/operations/import/testing.ts';
import { useDatabase } from '../testing/harness.ts';

useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'counterfoil-import-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = fileURLToPath(new URL('./import.ts', import.meta.url));

/** Runs the command as npm does: in the project's folder, with the caller's folder in INIT_CWD. */
const command = (...args: string[]) => commandIn(mongoose.connection.name, ...args);

function commandIn(database: string, ...args: string[]) {
  const { host, port } = mongoose.connection;
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    NODE_ENV: 'test',
    INIT_CWD: folder,
    DATA_DIR: join(folder, 'data'),
    MONGODB_URI: `mongodb://${host}:${port}/${database}?replicaSet=rs0`,
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run import', () => {
  test.each([
    [[], 'Say what to import'],
    [['online-retail'], 'Name at least one file.'],
    [['spreadsheet', 'x.csv'], '"spreadsheet" is not a format'],
    [['online-retail', 'x.csv', '--encoding', 'ebcdic'], '--encoding is one of'],
    [['online-retail', 'x.csv', '--dry-run'], "Unknown option '--dry-run'"],
  ])('%j is refused with the usage', (args, message) => {
    const { status, stderr } = command(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('Usage: npm run import');
  });

  test('of a file that is not there is one sentence', () => {
    const { status, stderr } = command('online-retail', 'none.csv');
    expect(status).toBe(1);
    expect(stderr).toBe(`There is no file ${join(folder, 'none.csv')}.\n`);
  });

  test('of a file that is no trade file is one sentence', () => {
    writeFileSync(join(folder, 'other.csv'), 'a,b\n1,2\n');
    const { status, stderr } = command('online-retail', 'other.csv');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^other\.csv does not begin with the header of a trade file\..*\n$/);
  });

  test('accounts for the rows and says where the refused ones are listed', () => {
    writeFileSync(join(folder, 'day.csv'), tradeFile(line(), line({ invoice: '536366', price: 'much' })));
    const { status, stdout } = command('online-retail', 'day.csv');
    expect(stdout).toContain('rows read 2 = booked 1 + ignored 0 + refused 1');
    expect(status).toBe(0);
    const [report = ''] = readdirSync(join(folder, 'data')).filter((name) => name.endsWith('.csv'));
    expect(stdout).toContain(report);
    expect(readFileSync(join(folder, 'data', report), 'utf8')).toContain('day.csv,3,536366,');
  });

  test('into a database that no server has opened yet makes its indexes and validators first', async () => {
    writeFileSync(join(folder, 'first.csv'), tradeFile(line()));
    const empty = mongoose.connection.useDb(`${mongoose.connection.name}_empty`);
    try {
      expect(commandIn(empty.name, 'online-retail', 'first.csv').status).toBe(0);
      const unique = async (collection: string) =>
        (await empty.collection(collection).indexes()).flatMap((index) => (index.unique ? Object.keys(index.key) : []));
      expect(await unique('payments')).toContain('idempotencyKey');
      expect(await unique('orders')).toContain('name');
      const [payments] = (await empty.listCollections()).filter(({ name }) => name === 'payments');
      expect(payments).toMatchObject({ options: { validator: { $jsonSchema: expect.anything() } } });
    } finally {
      await empty.dropDatabase();
    }
  });
});
