import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { faultsIn, type Installed, type Pinned } from './review.ts';

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

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().default(''),
      integrity: z.string().optional(),
      license: z.string().optional(),
      link: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});
type Lock = z.infer<typeof lockSchema>['packages'];

/** Of a package's own description what must agree with the lock file; anything may stand in one that was tampered with. */
const manifestSchema = z.object({
  name: z.string().catch(''),
  version: z.string().catch(''),
  scripts: z.record(z.string(), z.unknown()).catch({}).default({}),
});

const RUN_AT_INSTALL = ['preinstall', 'install', 'postinstall'];

const read = <T>(file: string, schema: z.ZodType<T>): T => schema.parse(JSON.parse(readFileSync(file, 'utf8')));
const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? path;
const isForeign = (path: string): boolean => path.includes('node_modules/');

/** Compares a project's dependencies with its `dependency-review.json`: what the lock file pins and what lies in `node_modules`. */
export function auditFolder(folder: string, today: string): { faults: string[]; packages: number } {
  const lock = read(join(folder, 'package-lock.json'), lockSchema).packages;
  const pinned = pinnedIn(lock);
  const review = read(join(folder, 'dependency-review.json'), reviewSchema);
  return {
    faults: faultsIn(pinned, installedIn(folder, lock), review, today),
    packages: pinned.filter(({ own }) => !own).length,
  };
}

const pinnedIn = (lock: Lock): Pinned[] =>
  Object.entries(lock)
    .filter(([path]) => path !== '')
    .map(([path, { name = nameOf(path), version, integrity, license, link, hasInstallScript }]) => ({
      path,
      name,
      version,
      licence: license ?? null,
      integrity: integrity ?? null,
      runsOnInstall: hasInstallScript ?? false,
      own: link === true || !isForeign(path),
    }));

/** What is installed, as the packages say of themselves; with the integrity that npm noted down for each. Nothing before the first install. */
function installedIn(folder: string, lock: Lock): Installed[] {
  const notes = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(notes)) return [];
  const noted = read(notes, lockSchema).packages;
  const own = Object.keys(lock).filter((path) => !isForeign(path));
  const found = own.flatMap((path) => packagesBelow(folder, path === '' ? 'node_modules' : `${path}/node_modules`));
  const missing = Object.keys(noted).filter((path) => isForeign(path) && !found.includes(path));
  return [
    ...found.map((path) => described(folder, path, noted)),
    ...missing.map((path) => ({ path, name: '', version: '', integrity: null, runsOnInstall: false, missing: true })),
  ];
}

function described(folder: string, path: string, noted: Lock): Installed {
  const file = join(folder, path, 'package.json');
  const { name, version, scripts } = read(file, manifestSchema);
  return {
    path,
    name,
    version,
    integrity: noted[path]?.integrity ?? null,
    runsOnInstall: RUN_AT_INSTALL.some((script) => script in scripts),
  };
}

/** The packages in a folder called node_modules, and in those within them. What begins with a dot is npm's and other tools' own. */
function packagesBelow(folder: string, modules: string): string[] {
  return entriesOf(join(folder, modules)).flatMap((entry) => {
    const path = `${modules}/${entry.name}`;
    if (!entry.name.startsWith('@')) return packageAt(folder, path, entry);
    return entriesOf(join(folder, path)).flatMap((one) => packageAt(folder, `${path}/${one.name}`, one));
  });
}

const entriesOf = (folder: string): Dirent[] =>
  existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.')) : [];

function packageAt(folder: string, path: string, entry: Dirent): string[] {
  const isPackage = existsSync(join(folder, path, 'package.json'));
  // Links lead to folders of ours, which are looked at by themselves.
  const within = entry.isSymbolicLink() ? [] : packagesBelow(folder, `${path}/node_modules`);
  return [...(isPackage ? [path] : []), ...within];
}
