import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { default: Sequencer } = createRequire(createRequire(import.meta.url).resolve('jest'))('@jest/test-sequencer');

/** What starts a whole app, a replica set or processes of its own takes a minute and not seconds. */
const LONG = /\b(useWholeApp|useReplicaSet|useSequencers|spawnSync)\(/;

/**
 * Begins with the files that take long, so that none of them is left for the end, when only one of the workers has something to do. Jest by
 * itself goes by the last run's times, which a fresh clone does not have, and then by the size of the files, which tells nothing.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => LONG.test(readFileSync(path, 'utf8'));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
