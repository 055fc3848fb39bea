import type { Model } from 'mongoose';
import { isAppError } from '../../shared/errors.ts';
import { currentOperation } from '../audit/index.ts';
import { afterPrefix, slugOf } from './words.policy.ts';

const TRIES = 5;

/** An address made of a name, with a number behind it where others have the same (`lantern-2`). Runs in the record's operation. */
export async function freeSlug<T extends { slug: string }>(model: Model<T>, name: string): Promise<string> {
  const wanted = slugOf(name);
  if (!(await model.exists({ slug: wanted } as object))) return wanted;
  const numbered = { slug: { $gte: `${wanted}-`, $lt: afterPrefix(`${wanted}-`) } };
  const taken = await model.find(numbered as object, { slug: 1 }).lean<{ slug: string }[]>();
  const numbers = taken.map(({ slug }) => Number(/^-(\d+)$/.exec(slug.slice(wanted.length))?.[1] ?? 0));
  return `${wanted}-${Math.max(1, ...numbers) + 1}`;
}

/** Does it again when somebody took the very address that was free a moment ago. Inside a larger operation that one fails instead. */
export async function retryOnTakenSlug<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const clash = isAppError(error) && error.code === 'duplicate' && error.fields?.['slug'] !== undefined;
      if (!clash || attempt === TRIES || currentOperation()) throw error;
    }
  }
}
