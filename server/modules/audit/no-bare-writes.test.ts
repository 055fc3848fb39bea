import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../../..');
const project = mkdtempSync(join(tmpdir(), 'counterfoil-lint-'));
afterAll(() => rmSync(project, { recursive: true }));

/** Lints pieces of code in files of another folder with the project's own settings; answers the files in which the rule found something. */
function refusedIn(files: Record<string, string>): string[] {
  const settings = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'));
  const plugins = settings.plugins.map((plugin: { path: string }) => ({ ...plugin, path: join(ROOT, plugin.path) }));
  writeFileSync(join(project, 'biome.json'), JSON.stringify({ plugins, linter: settings.linter }));
  for (const [file, code] of Object.entries(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), `${code}\n`);
  }
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: unknown } }[] };
  const found = diagnostics
    .filter(({ category }) => category === 'plugin')
    .map(({ location }) => String(location.path));
  return [...new Set(found)].sort();
}

const WRITES = [
  'await ProductModel.collection.insertOne({ name });',
  'await ProductModel.collection.bulkWrite(writes, { session });',
  'await (ProductModel.collection as unknown as Bare).updateMany({}, change);',
  "await mongoose.connection.collection('products').deleteMany({});",
  "await db.collection<Product>('products').findOneAndUpdate(filter, change);",
  'await ProductModel.collection.drop();',
  'const bare = ProductModel.collection;',
  "await OrderModel.aggregate([{ $match: {} }, { $merge: 'products' }]);",
  "await OrderModel.aggregate([{ '$out': 'products' }]);",
];

const filed = (folder: string, lines: string[], end = '.ts'): Record<string, string> =>
  Object.fromEntries(lines.map((code, n) => [`${folder}/${n}${end}`, code]));

describe('the linter', () => {
  it('refuses every write that the models do not see, wherever the product is written', () => {
    const files = Object.assign(
      {},
      ...['server/modules/catalog', 'server/cli', 'server/http', 'resources', 'seeds/demo'].map((folder) =>
        filed(folder, WRITES),
      ),
    );
    expect(refusedIn(files)).toEqual(Object.keys(files).sort());
  });

  it('lets pass what reads, what the models see, the audit module itself, and tests', () => {
    const fine = [
      'await ProductModel.collection.find({}).toArray();',
      'await ProductModel.updateOne({ _id }, { name });',
    ];
    const files = {
      ...filed('server/cli/reading', fine),
      ...filed('server/modules/audit', WRITES),
      ...filed('server/modules/orders', WRITES, '.test.ts'),
    };
    const refused = refusedIn(files);
    expect(Object.keys(files).filter((file) => refused.includes(file))).toEqual([]);
  });
});
