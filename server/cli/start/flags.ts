import { SetupProblem } from '../../embedded/problem.ts';

export type StartFlags = { reset: boolean; empty: boolean; dev: boolean; help: boolean };

const MEANINGS: Record<keyof StartFlags, string> = {
  reset: 'start afresh: the data of the embedded parts is deleted first',
  empty: 'without the demo shop; stays so until --reset',
  dev: 'reload server and storefront when their files change',
  help: 'show this',
};

/** Reads the words after `npm start --`. Throws a sentence about the first one it does not know. */
export function readFlags(words: string[]): StartFlags {
  const flags: StartFlags = { reset: false, empty: false, dev: false, help: false };
  for (const word of words) {
    const name = word.replace(/^--/, '');
    if (!word.startsWith('--') || !Object.hasOwn(flags, name)) {
      const known = Object.keys(flags).map((flag) => `--${flag}`);
      throw new SetupProblem(
        `"npm start" does not know ${word}: it takes ${known.join(', ')} (as in "npm start -- --reset").`,
      );
    }
    flags[name as keyof StartFlags] = true;
  }
  return flags;
}

/** The page that --help shows. */
export function helpText(): string {
  const lines = Object.entries(MEANINGS).map(([flag, meaning]) => `  --${flag.padEnd(7)} ${meaning}`);
  return [
    'npm start [-- FLAGS]   starts Counterfoil with everything it needs, and stays until Ctrl-C',
    '',
    ...lines,
    '',
    'Ports: PORT (4000), STOREFRONT_PORT (3000), IDP_PORT (4100), MONGODB_PORT (4127), S3_PORT (4130, with the nine after it).',
    'MONGODB_URI, S3_BUCKET or S3_ENDPOINT, and OIDC_ISSUER use parts of your own; .env.example lists every setting.',
  ].join('\n');
}
