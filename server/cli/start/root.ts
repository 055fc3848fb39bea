import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

/** A path in the project, wherever the command was started from. */
export const inProject = (...names: string[]): string => join(ROOT, ...names);
