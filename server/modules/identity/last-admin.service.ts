import { Schema } from 'mongoose';
import { defineModel } from '../../platform/model.ts';
import { lastAdmin } from './identity.errors.ts';
import { isAnotherActive, type UserDocument } from './user.repository.ts';

type Turn = { _id: 'admins'; turn: number };

/** Written by whatever takes an admin away, so that of two who do so at once the second has to look again. */
const TurnModel = defineModel<Turn>(
  'adminTurns',
  'adminTurns',
  new Schema<Turn>({ _id: String, turn: Number }, { versionKey: false }),
  { class: 'technical', shardKey: '_id', asked: [{ why: 'the one there is', filter: { _id: 'admins' } }] },
);

/**
 * Throws `last_admin` where nobody but this person is an active admin; asked inside the operation that takes them away. Two admins who shut
 * each other out at the same moment would each still see the other: a transaction does not notice what it has only read.
 */
export async function assertAdminIsLeft(user: UserDocument): Promise<void> {
  if (!user.isActive || !user.roles.includes('admin')) return;
  await TurnModel.updateOne({ _id: 'admins' }, { $inc: { turn: 1 } }, { upsert: true });
  if (!(await isAnotherActive('admin', user._id))) throw lastAdmin();
}
