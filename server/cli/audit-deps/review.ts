/** A package as the lock file pins it. */
export type Pinned = {
  /** Where it is installed: `node_modules/a/node_modules/b`. */
  path: string;
  name: string;
  version: string;
  licence: string | null;
  integrity: string | null;
  /** Whether npm would run code of it while installing. */
  runsOnInstall: boolean;
  /** Ours: a workspace, or a folder of this repository. */
  own: boolean;
};

/** A package as it lies in `node_modules`: what it says of itself, and the integrity that npm noted down when it unpacked it. */
export type Installed = {
  path: string;
  name: string;
  version: string;
  integrity: string | null;
  runsOnInstall: boolean;
  /** npm noted it down, but it is not there. */
  missing?: boolean;
};

/** Somebody looked at what is out of the ordinary, found it in order, and says until when that holds. */
export type Exception = {
  package: string;
  about: 'licence' | 'install-script';
  /** The licence that was read, where that is what it is about. */
  licence?: string;
  why: string;
  /** `2027-06-01`: from then on somebody looks again. */
  until: string;
};

export type Denied = {
  package: string /** Every version, where none is named. */;
  versions?: readonly string[];
  why: string;
};

export type Review = { licences: readonly string[]; exceptions: readonly Exception[]; denied: readonly Denied[] };

/** What is wrong with the dependencies as the review has it; nothing where all is in order. Pure: reads no file and no clock. */
export function faultsIn(
  pinned: readonly Pinned[],
  installed: readonly Installed[],
  review: Review,
  today: string,
): string[] {
  const foreign = pinned.filter(({ own }) => !own);
  const byPath = new Map(pinned.map((one) => [one.path, one]));
  return [
    ...foreign.flatMap((one) => [
      ...licenceFaults(one, review),
      ...scriptFaults(one, review),
      ...deniedFaults(one, review),
    ]),
    ...foreign
      .filter(({ integrity }) => !integrity)
      .map(({ path }) => `${path}: the lock file has no integrity for it`),
    ...installed.flatMap((one) => strangerFaults(one, byPath.get(one.path))),
    ...review.exceptions.flatMap((one) => exceptionFaults(one, foreign, today)),
  ];
}

const exceptionsFor = (review: Review, name: string, about: Exception['about']): Exception[] =>
  review.exceptions.filter((one) => one.package === name && one.about === about);

function licenceFaults({ name, version, licence }: Pinned, review: Review): string[] {
  if (licence !== null && isAllowed(licence, review.licences)) return [];
  const read = licence ?? 'none';
  if (exceptionsFor(review, name, 'licence').some((one) => one.licence === read)) return [];
  return [`${name}@${version}: its licence (${read}) is not among those allowed`];
}

/** An SPDX expression: of `OR` one side is enough, of `AND` each is needed. Brackets are only ever around the whole. */
function isAllowed(expression: string, licences: readonly string[]): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  return plain
    .split(/\s+OR\s+/)
    .some((side) => side.split(/\s+AND\s+/).every((licence) => licences.includes(licence.replace(/[()]/g, '').trim())));
}

const scriptFaults = ({ name, version, runsOnInstall }: Pinned, review: Review): string[] =>
  runsOnInstall && exceptionsFor(review, name, 'install-script').length === 0
    ? [`${name}@${version}: it runs code while it is installed, and nobody has reviewed that`]
    : [];

const deniedFaults = ({ name, version }: Pinned, review: Review): string[] =>
  review.denied
    .filter((one) => one.package === name && (one.versions?.includes(version) ?? true))
    .map(({ why }) => `${name}@${version}: not to be used, ${why}`);

/** What is installed is what the lock file says, or it is a stranger's. */
function strangerFaults(installed: Installed, known: Pinned | undefined): string[] {
  const { path, name, version, integrity, runsOnInstall, missing } = installed;
  if (!known) return [`${path}: it is installed, but not in the lock file`];
  if (known.own) return [];
  if (missing) return [`${path}: npm installed it, and it is not there any more`];
  if (known.name !== name) return [`${path}: what is installed calls itself ${name}`];
  if (known.version !== version) return [`${path}: ${version} is installed, the lock file says ${known.version}`];
  if (known.integrity !== integrity)
    return [`${path}: what is installed has another integrity than the lock file says`];
  return runsOnInstall && !known.runsOnInstall
    ? [`${path}: it has a script for its installation, of which the lock file knows nothing`]
    : [];
}

function exceptionFaults(exception: Exception, pinned: readonly Pinned[], today: string): string[] {
  const { package: name, about, until } = exception;
  if (!pinned.some((one) => one.name === name))
    return [`${name}: the exception about its ${about} is for a package that is gone`];
  return until <= today ? [`${name}: the exception about its ${about} was good until ${until}; look again`] : [];
}
