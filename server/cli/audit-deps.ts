// npm run audit:deps: the dependencies against dependency-review.json, without the network. Writes the SBOM to .data/reports/sbom.json.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { faultsIn, type Installed, type Pinned } from './audit-deps/review.ts';
import { run } from './test/run.ts';

const SBOM = '.data/reports/sbom.json';

const reviewSchema = z.strictObject({
  licences: z.array(z.string()),
  exceptions: z.array(
    z.strictObject({
      package: z.string(),
      about: z.enum(['licence', 'install-script']),
      licence: z.string().optional(),
      why: z.string().min(10),
      until: z.iso.date(),
    }),
  ),
  denied: z.array(
    z.strictObject({ package: z.string(), versions: z.array(z.string()).optional(), why: z.string().min(10) }),
  ),
});

const licenceSchema = z.union([
  z.object({ expression: z.string() }).transform(({ expression }) => expression),
  z
    .object({ license: z.object({ id: z.string().optional(), name: z.string().optional() }) })
    .transform(({ license }) => license.id ?? license.name ?? null),
]);
const sbomSchema = z.object({
  components: z.array(
    z.object({ name: z.string(), version: z.string(), licenses: z.array(licenceSchema).default([]) }),
  ),
});
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().default(''),
      integrity: z.string().optional(),
      license: z.string().optional(),
      resolved: z.string().optional(),
      link: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

const read = <T>(file: string, schema: z.ZodType<T>): T => schema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** The bill of materials that npm makes of the lock file; other tools read it too. */
async function billOfMaterials(): Promise<z.infer<typeof sbomSchema>> {
  const { code, output } = await run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--silent']);
  if (code !== 0) throw new Error(`npm sbom failed: ${output}`);
  mkdirSync('.data/reports', { recursive: true });
  writeFileSync(SBOM, output);
  return sbomSchema.parse(JSON.parse(output));
}

const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? path;

function pinnedIn(lock: z.infer<typeof lockSchema>, sbom: z.infer<typeof sbomSchema>): Pinned[] {
  const licences = new Map(
    sbom.components.map(({ name, version, licenses }) => [`${name}@${version}`, licenses.join(' AND ') || null]),
  );
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, { name = nameOf(path), version, integrity, license, link, hasInstallScript }]) => ({
      path,
      name,
      version,
      // Packages under another name than their own are listed by that in the bill of materials.
      licence: licences.get(`${name}@${version}`) ?? license ?? null,
      integrity: integrity ?? null,
      runsOnInstall: hasInstallScript ?? false,
      own: link === true || !path.includes('node_modules/'),
    }));
}

/** What npm notes down of what it has installed. */
function installedHere(): Installed[] {
  const file = 'node_modules/.package-lock.json';
  if (!existsSync(file)) return [];
  return Object.entries(read(file, lockSchema).packages).map(([path, { version, integrity }]) => ({
    path,
    version,
    integrity: integrity ?? null,
  }));
}

const pinned = pinnedIn(read('package-lock.json', lockSchema), await billOfMaterials());
const today = new Date().toISOString().slice(0, 10);
const faults = faultsIn(pinned, installedHere(), read('dependency-review.json', reviewSchema), today);
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(
    `${faults.length} to look at. What was reviewed goes into dependency-review.json, with the reason and a date.`,
  );
  process.exitCode = 1;
} else
  console.log(`${pinned.filter(({ own }) => !own).length} packages are in order; the bill of materials is in ${SBOM}`);
