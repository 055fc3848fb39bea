import { fetchParts } from '../embedded/fetch-parts.ts';
import { sentenceOf } from '../embedded/problem.ts';

// Run by with-node.cjs while npm installs the packages, so nothing here may need a package.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

try {
  await fetchParts(process.env, { dataDir: process.env.DATA_DIR || '.data' });
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}
