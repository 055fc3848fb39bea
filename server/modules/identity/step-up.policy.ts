import { clock } from '../../platform/clock.ts';
import type { RequestContext, Source } from '../../shared/request-context.ts';
import { freshSignInRequired } from './identity.errors.ts';
import { identitySettings } from './identity.settings.ts';

const AT_A_DOOR: readonly Source[] = ['panel', 'shop', 'api'];

/** Throws `fresh_sign_in_required` unless the person behind a request proved a second factor recently, where the settings ask for that. */
export function assertFreshSignIn(ctx: RequestContext): void {
  const within = identitySettings().freshWithinSeconds;
  if (within === null || !AT_A_DOOR.includes(ctx.source)) return;
  const age = ctx.signedIn ? (clock.now().getTime() - ctx.signedIn.at.getTime()) / 1000 : Number.POSITIVE_INFINITY;
  if (!ctx.signedIn?.secondFactor || age > within) throw freshSignInRequired(within);
}
