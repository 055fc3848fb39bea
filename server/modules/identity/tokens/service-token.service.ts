import { clock } from '../../../platform/clock.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Actor } from '../../../shared/request-context.ts';
import { hashOfSecret, looksLikeSecret } from './secret.policy.ts';
import { ServiceTokenModel, type StoredServiceToken } from './service-token.model.ts';
import { TokenSecretModel } from './token-secret.model.ts';

/** A token's use is noted only this often, so that calls that follow each other write nothing. */
const NOTE_USE_EVERY_MS = 60_000;

export type TokenState = 'active' | 'expired' | 'revoked';

/** Who a bearer of a token is; with `fault` where the token opens nothing (any more), for the record of the attempt. */
export type Bearer = { actor: Actor | null; fault?: AppError };

const unknownToken = () => new AppError('token_unknown', 401, 'This token is not known here.');
const expiredToken = () => new AppError('token_expired', 401, 'This token has expired. Ask an admin for a new one.');
const revokedToken = () => new AppError('token_revoked', 401, 'This token was revoked. Ask an admin for a new one.');

/** The program behind a service token's secret, as its record says now. */
export async function bearerOfServiceToken(secret: string): Promise<Bearer> {
  const kept = looksLikeSecret(secret) ? await TokenSecretModel.findById(hashOfSecret(secret)).lean() : null;
  const token = kept && (await ServiceTokenModel.findById(kept.token).lean<StoredServiceToken>());
  if (!kept || !token) return { actor: null, fault: unknownToken() };
  const { _id, name, role, scopes } = token;
  const actor: Actor = { kind: 'token', id: String(_id), name, roles: [role], scopes };
  const state = stateOf(token, kept.dead === true);
  if (state !== 'active') return { actor, fault: state === 'revoked' ? revokedToken() : expiredToken() };
  await noteUse(kept);
  return { actor };
}

const stateOf = ({ expiresAt }: { expiresAt: Date }, dead: boolean): TokenState =>
  dead ? 'revoked' : expiresAt <= clock.now() ? 'expired' : 'active';

async function noteUse({ _id, lastUsedAt }: { _id: string; lastUsedAt?: Date }): Promise<void> {
  const now = clock.now();
  const justNoted = new Date(now.getTime() - NOTE_USE_EVERY_MS);
  if (lastUsedAt && lastUsedAt > justNoted) return;
  // The condition keeps calls that come at once from writing one after the other.
  const due = { _id, $or: [{ lastUsedAt: { $exists: false } }, { lastUsedAt: { $lte: justNoted } }] };
  await TokenSecretModel.updateOne(due, { $set: { lastUsedAt: now } });
}

export type TokenUse = { state: TokenState; lastUsedAt: Date | null };

/** What became of service tokens, by their ids: whether they still open anything, and when they did so last. */
export async function usesOf(tokens: readonly { _id: unknown; expiresAt: Date }[]): Promise<Map<string, TokenUse>> {
  const secrets = await TokenSecretModel.find({ token: { $in: tokens.map(({ _id }) => _id) as never[] } }).lean();
  const byToken = new Map(secrets.map((secret) => [String(secret.token), secret]));
  return new Map(
    tokens.map(({ _id, expiresAt }) => {
      const secret = byToken.get(String(_id));
      const dead = !secret || secret.dead === true;
      return [String(_id), { state: stateOf({ expiresAt }, dead), lastUsedAt: secret?.lastUsedAt ?? null }];
    }),
  );
}
