import type { RequestHandler } from 'express';
import { recordRefusal } from '../../modules/audit/index.ts';
import { asProved, loadActor } from '../../modules/identity/index.ts';

declare global {
  namespace Express {
    interface Request {
      /** What the session of this request says, before anybody asked whether its person may still come in. */
      signInState?: SignInState;
    }
  }
}

type SignInState = {
  subject: string;
  /** When the provider last asked for a proof. */
  at: Date;
  secondFactor: boolean;
  /** Ends the session with this request's answer. */
  end: () => void;
};

/**
 * Finds out who the session's person is now: roles and state are read on every request. A deactivated or vanished person counts as signed
 * out, which is put on record and ends the session. Safe to run twice.
 */
export const authenticate: RequestHandler = async function authenticate(req, _res, next) {
  const state = req.signInState;
  if (!state || req.ctx.actor.kind !== 'guest') return next();
  const person = await loadActor(state.subject);
  if (person?.isActive) {
    const signedIn = { at: state.at, secondFactor: state.secondFactor };
    req.ctx = { ...req.ctx, actor: asProved(person.actor, signedIn), signedIn };
    return next();
  }
  state.end();
  delete req.signInState;
  await recordRefusal(
    { ...req.ctx, actor: person?.actor ?? req.ctx.actor },
    {
      entity: 'users',
      entityId: person?.actor.id ?? null,
      action: 'users.useSession',
      cause: person ? 'inactive' : 'no_such_user',
    },
  );
  next();
};
