import { clock } from '../../../platform/clock.ts';
import { parseInput } from '../../../platform/validation.ts';
import { duplicate, invalid } from '../../../shared/errors.ts';
import { assertCan, scopesFor } from '../../../shared/permissions.policy.ts';
import type { RequestContext } from '../../../shared/request-context.ts';
import { runOperation } from '../../audit/index.ts';
import { assertFreshSignIn } from '../step-up.policy.ts';
import { hashOfSecret, hintOfSecret, newSecret } from './secret.policy.ts';
import { ServiceTokenModel, type StoredServiceToken } from './service-token.model.ts';
import { type NewServiceToken, newServiceToken } from './service-token.schemas.ts';
import { TokenSecretModel } from './token-secret.model.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Makes a way in for a program. The secret is in this answer and nowhere else: only its digest is kept.
 * Throws `invalid`, `duplicate`, `forbidden`, `fresh_sign_in_required`.
 */
export async function createServiceToken(
  ctx: RequestContext,
  input: NewServiceToken,
): Promise<{ token: StoredServiceToken; secret: string }> {
  assertCan(ctx, 'serviceTokens', 'new');
  const { expiresInDays, ...fields } = parseInput(newServiceToken, input);
  const possible = new Set(scopesFor([fields.role]));
  const beyond = fields.scopes.filter((scope) => !possible.has(scope));
  if (beyond.length > 0)
    throw invalid({ scopes: `A token with the role ${fields.role} can’t be given ${beyond.join(', ')}.` });
  assertFreshSignIn(ctx);
  const secret = newSecret();
  const token = await runOperation(ctx, { action: 'serviceTokens.new', entity: 'serviceTokens' }, async () => {
    if (await ServiceTokenModel.exists({ name: fields.name })) throw duplicate('name', fields.name);
    const expiresAt = new Date(clock.now().getTime() + expiresInDays * DAY);
    const demo = ctx.demo ? { demo: true } : {};
    const made = await new ServiceTokenModel({ ...fields, ...demo, expiresAt, hint: hintOfSecret(secret) }).save();
    await new TokenSecretModel({ _id: hashOfSecret(secret), token: made._id }).save();
    return made.toObject();
  });
  return { token, secret };
}
