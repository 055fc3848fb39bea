import { clock } from '../../platform/clock.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { freshSignInRequired } from './identity.errors.ts';
import { identitySettings } from './identity.settings.ts';

/** Throws `fresh_sign_in_required` unless the person behind a panel request proved a second factor recently, where the settings ask for that. */
export function assertFreshSignIn(ctx: RequestContext): void {
  const within = identitySettings().freshWithinSeconds;
  if (within === null || ctx.source !== 'panel') return;
  const age = ctx.signedIn ? (clock.now().getTime() - ctx.signedIn.at.getTime()) / 1000 : Number.POSITIVE_INFINITY;
  if (!ctx.signedIn?.secondFactor || age > within) throw freshSignInRequired(within);
}
