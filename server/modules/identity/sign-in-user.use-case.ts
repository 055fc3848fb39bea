import { Types } from 'mongoose';
import { ids } from '../../platform/ids.ts';
import { parseInput } from '../../platform/validation.ts';
import { isAppError } from '../../shared/errors.ts';
import { isRole, isStaff, type RequestContext, ROLES, type Role } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { inactiveAccount } from './identity.errors.ts';
import { type SignInClaims, signInClaims } from './identity.schemas.ts';
import { identitySettings } from './identity.settings.ts';
import { actorOf } from './load-actor.service.ts';
import { usernameFrom } from './person-name.policy.ts';
import { type StoredUser, UserModel } from './user.model.ts';
import { findBySubject, findInvited, isUsernameTaken, userForEdit } from './user.repository.ts';

type Claims = ReturnType<typeof readClaims>;
const MAX_TRIES = 4;

/**
 * The user behind a provider's account: found by its subject; else the one invited under its verified e-mail, linked from now on; else made.
 * An unverified e-mail opens nothing. Two first sign-ins at once make one user. Throws `inactive`.
 */
export async function signInUser(ctx: RequestContext, given: SignInClaims): Promise<StoredUser> {
  const claims = readClaims(given);
  for (let attempt = 1; ; attempt++) {
    try {
      return (await returning(ctx, claims)) ?? (await invited(ctx, claims)) ?? (await firstTime(ctx, claims));
    } catch (error) {
      // Another sign-in of the same person came first, or a username was taken meanwhile: look again.
      const raced = isAppError(error) && (error.code === 'duplicate' || error.code === 'stale');
      if (!raced || attempt === MAX_TRIES) throw error;
    }
  }
}

function readClaims(given: SignInClaims) {
  const { email, email_verified, ...claims } = parseInput(signInClaims, given);
  const roles = (claims.roles ?? []).filter(isRole);
  return {
    ...claims,
    /** Only where the provider vouches for it. */
    email: email_verified && email ? addressOf(email) : undefined,
    roles: roles.length > 0 ? ROLES.filter((role) => roles.includes(role)) : (['shopper'] satisfies Role[]),
  };
}

const ASCII = /^[!-~]+$/;

/**
 * An address as records keep it. One of other letters is left out: some of them become ASCII in lower case ("\u212a" turns into "k"), and so the
 * address of one mailbox into that of another, whose invitation it would take.
 */
function addressOf(given: string): string | undefined {
  const address = given.trim();
  return ASCII.test(address) ? address.toLowerCase() : undefined;
}

async function returning(ctx: RequestContext, claims: Claims): Promise<StoredUser | null> {
  const user = await findBySubject(claims.sub);
  if (!user) return null;
  if (!user.isActive) throw inactiveAccount();
  const news = newsFor(user, claims);
  if (Object.keys(news).length === 0) return user;
  return link(ctx, user, news);
}

async function invited(ctx: RequestContext, claims: Claims): Promise<StoredUser | null> {
  const invitation = claims.email ? await findInvited(claims.email) : null;
  if (!invitation) return null;
  if (!invitation.isActive) throw inactiveAccount();
  const user = invitation.toObject();
  return link(ctx, user, { ...newsFor(user, claims), subject: claims.sub });
}

/** What the provider knows better or more of. Names that were typed in the panel stay. */
function newsFor(user: StoredUser, claims: Claims): Partial<StoredUser> {
  const news: Partial<StoredUser> = {};
  if (claims.email && claims.email !== user.email) news.email = claims.email;
  if (claims.given_name && !user.firstName) news.firstName = claims.given_name;
  if (claims.family_name && !user.lastName) news.lastName = claims.family_name;
  if (identitySettings().rolesFrom === 'claim' && claims.roles.join() !== user.roles.join()) news.roles = claims.roles;
  return news;
}

function link(ctx: RequestContext, user: StoredUser, news: Partial<StoredUser>): Promise<StoredUser> {
  return runOperation(actingAs(ctx, user), { action: 'users.signIn' }, async () => {
    const current = await userForEdit(String(user._id), user.revision);
    await current.set(news).save();
    return current.toObject();
  });
}

async function firstTime(ctx: RequestContext, claims: Claims): Promise<StoredUser> {
  const { sub, email, given_name: firstName, family_name: lastName, roles } = claims;
  const user = {
    _id: new Types.ObjectId(),
    username: await freeUsername(roles, email),
    subject: sub,
    roles,
    isActive: true,
    ...(email ? { email } : {}),
    ...(firstName ? { firstName } : {}),
    ...(lastName ? { lastName } : {}),
  };
  return runOperation(actingAs(ctx, user), { action: 'users.signIn' }, async () => {
    const made = await new UserModel(user).save();
    return made.toObject();
  });
}

/** Staff are known by their address's first part; a customer's username gives nothing away. */
async function freeUsername(roles: readonly Role[], email: string | undefined): Promise<string> {
  const random = ids.random().slice(0, 8);
  if (!isStaff(roles) || !email) return `customer-${random}`;
  const wanted = usernameFrom(email);
  return (await isUsernameTaken(wanted)) ? `${wanted}-${random}` : wanted;
}

/** At the door nobody is signed in yet; the record of the sign-in names the person it made or changed. */
const actingAs = (ctx: RequestContext, user: Parameters<typeof actorOf>[0]): RequestContext => ({
  ...ctx,
  actor: actorOf(user),
});
