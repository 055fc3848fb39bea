// npm run audit:deps: the dependencies against dependency-review.json, without the network. Writes the SBOM to .data/reports/sbom.json.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { auditFolder } from './audit-deps/folder.ts';
import { run } from './test/run.ts';

const SBOM = '.data/reports/sbom.json';

/** The bill of materials that npm makes of the lock file, for other tools. It takes npm seconds, so it is made when the lock file is newer. */
async function writeBillOfMaterials(): Promise<void> {
  const made = statSync(SBOM, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (made >= statSync('package-lock.json').mtimeMs) return;
  const { code, output } = await run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--silent']);
  if (code !== 0) throw new Error(`npm sbom failed: ${output}`);
  mkdirSync('.data/reports', { recursive: true });
  writeFileSync(SBOM, output);
}

const { faults, packages } = auditFolder('.', new Date().toISOString().slice(0, 10));
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(
    `${faults.length} to look at. What was reviewed goes into dependency-review.json, with the reason and a date.`,
  );
  process.exitCode = 1;
} else {
  await writeBillOfMaterials();
  console.log(`${packages} packages are in order; the bill of materials is in ${SBOM}`);
}
