import mongoose from 'mongoose';
import { collectionByName, whereAny } from '../../platform/model.ts';
import { stillReferenced } from '../../shared/errors.ts';
import type { RegisteredResource } from './registry.ts';

const COUNTED = 1000;

/** Throws `still_referenced` with a plain sentence where other records refer to this one. */
export async function assertUnreferenced(resource: RegisteredResource, id: string): Promise<void> {
  const target = mongoose.isObjectIdOrHexString(id) ? new mongoose.Types.ObjectId(id) : id;
  for (const reference of resource.referencedBy) {
    const model = reference.model();
    const where = whereAny(collectionByName(model.collection.name) ?? {}, reference.field, [target]);
    const count = await model.countDocuments(where).limit(COUNTED + 1);
    if (count > 0) throw stillReferenced(reference.says(Math.min(count, COUNTED), count > COUNTED));
  }
}
