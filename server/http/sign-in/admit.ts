import type { Request } from 'express';
import type { Session } from 'express-openid-connect';
import { recordSignIn } from '../../modules/audit/index.ts';
import { actorOf, loadActor, type SignInClaims, signInUser } from '../../modules/identity/index.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import type { Actor } from '../../shared/request-context.ts';
import type { Door } from './doors.ts';
import { hasSecondFactor } from './second-factor.ts';
import { texts } from './sign-in.texts.ts';

type Claims = Record<string, unknown>;

/** The claims of an ID token as plain data; the library has verified them. */
export const claimsOf = (claims: object): Claims => claims as Claims;

/**
 * Runs once the provider's answer is verified: finds or makes the user, asks whether this door is theirs, puts the sign-in on record and
 * says what the session keeps. Throws `inactive`, `no_staff_role`, `no_second_factor`, each on record with the person.
 */
export async function admit(req: Request, door: Door, rolesClaim: string, session: Session): Promise<Session> {
  const claims = claimsOf(req.oidc.idTokenClaims ?? {});
  const subject = String(claims['sub']);
  try {
    const user = await signInUser(req.ctx, { ...claims, sub: subject, roles: claims[rolesClaim] } as SignInClaims);
    const actor = actorOf(user);
    if (!door.admits(actor.roles)) throw new AppError('no_staff_role', 403, texts.noRole.text);
    if (door.wantsSecondFactor && !hasSecondFactor(claims))
      throw new AppError('no_second_factor', 403, texts.noSecondFactor.text);
    await onRecord(req, actor, door, { outcome: 'done', secondFactor: hasSecondFactor(claims) });
    // Tokens that nobody needs are not kept.
    const { id_token, sid } = session;
    return { id_token, sid, userId: String(user._id) } as unknown as Session;
  } catch (error) {
    if (!isAppError(error)) throw error;
    const known = (await loadActor(subject))?.actor;
    if (known) await onRecord(req, known, door, { outcome: 'refused', cause: error.code });
    throw known ? Object.assign(error, { [ON_RECORD]: true }) : error;
  }
}

const ON_RECORD = Symbol('on record');
/** True for an error whose record names the person already. */
export const isOnRecord = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && ON_RECORD in error;

type SignInOutcome = { outcome: 'done' | 'refused'; cause?: string; secondFactor?: boolean };

function onRecord(req: Request, actor: Actor, door: Door, { outcome, cause, secondFactor }: SignInOutcome) {
  return recordSignIn(
    { ...req.ctx, actor },
    {
      action: 'sign-in',
      outcome,
      ...(cause ? { cause } : {}),
      entityId: actor.id,
      detail: { door: door.name, ...(secondFactor === undefined ? {} : { secondFactor }) },
    },
  );
}
