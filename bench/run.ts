// npm run bench -- NAME: runs one of the measurements beside this file. bench/README.md says what each of them measures.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== basename(import.meta.filename))
  .map((file) => basename(file, '.ts'));
const [name = ''] = process.argv.slice(2);

if (names.includes(name)) {
  process.env['LOG_LEVEL'] ??= 'warn';
  await import(join(import.meta.dirname, `${name}.ts`));
} else {
  console.log(`npm run bench -- NAME, where NAME is one of:\n${names.map((known) => `  ${known}`).join('\n')}`);
  if (name !== '--help') process.exitCode = 2;
}
