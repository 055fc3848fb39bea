import { type HydratedDocument, Types } from 'mongoose';
import { notFound, stale } from '../../shared/errors.ts';
import type { Role } from '../../shared/request-context.ts';
import type { Audited } from '../audit/index.ts';
import { type StoredUser, type User, UserModel } from './user.model.ts';

/** The user that an edit is for; throws `not_found`, or `stale` where it was saved since the revision that the edit is based on. */
export async function userForEdit(id: string, revision?: number) {
  const user = Types.ObjectId.isValid(id) ? await UserModel.findById(id) : null;
  if (!user) throw notFound('user', id);
  if (revision !== undefined) assertRevision(user, revision);
  return user;
}

export type UserDocument = Awaited<ReturnType<typeof userForEdit>>;

/** Throws `stale`, with the user as stored now, where it was saved since that revision. */
export function assertRevision(user: HydratedDocument<User & Audited>, revision: number): void {
  if (user.revision === revision) return;
  throw stale({ expected: revision, actual: user.revision, theirs: user.toObject() });
}

/** The user of a provider's account: one indexed read. */
export function findBySubject(subject: string): Promise<StoredUser | null> {
  return UserModel.findOne({ subject }).lean<StoredUser>();
}

/** The oldest user with this address who has never signed in. The caller has made sure that the address is verified. */
export async function findInvited(email: string): Promise<UserDocument | null> {
  const [oldest] = await UserModel.find({ email: email.toLowerCase(), subject: { $exists: false } })
    .sort({ _id: 1 })
    .limit(1);
  return oldest ?? null;
}

export async function isUsernameTaken(username: string): Promise<boolean> {
  return (await UserModel.exists({ username })) !== null;
}

export async function isAnotherActive(role: Role, than: Types.ObjectId): Promise<boolean> {
  return (await UserModel.exists({ roles: role, isActive: true, _id: { $ne: than } })) !== null;
}

/** Whether anyone but this person is active and has one of these roles. */
export async function isSomebodyElse(roles: readonly Role[], than: string | null): Promise<boolean> {
  const others = than !== null && Types.ObjectId.isValid(than) ? { _id: { $ne: new Types.ObjectId(than) } } : {};
  return (await UserModel.exists({ roles: { $in: [...roles] }, isActive: true, ...others })) !== null;
}

/** Users by id, as plain objects; ids that no longer exist are left out. */
export function findUsers(ids: readonly string[]): Promise<StoredUser[]> {
  return UserModel.find({ _id: { $in: ids.filter((id) => Types.ObjectId.isValid(id)) } }).lean<StoredUser[]>();
}

/** The user with this address, whether they have signed in yet or not; null where there is none. */
export function userByEmail(email: string): Promise<StoredUser | null> {
  return UserModel.findOne({ email: email.toLowerCase() }).lean<StoredUser | null>();
}

export function userByName(username: string): Promise<StoredUser | null> {
  return UserModel.findOne({ username }).lean<StoredUser | null>();
}
