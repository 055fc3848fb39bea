import { Types } from 'mongoose';
import { clock } from '../../../platform/clock.ts';
import { parseInput } from '../../../platform/validation.ts';
import { illegalMove, notFound, stale } from '../../../shared/errors.ts';
import { assertCan } from '../../../shared/permissions.policy.ts';
import type { RequestContext } from '../../../shared/request-context.ts';
import { runOperation } from '../../audit/index.ts';
import { ServiceTokenModel, type StoredServiceToken } from './service-token.model.ts';
import { type ServiceTokenAt, serviceTokenAt } from './service-token.schemas.ts';
import { TokenSecretModel } from './token-secret.model.ts';

/** Shuts a program out, from its next call on and for good. Throws `illegal_move` where it is shut out already, `stale`, `not_found`. */
export async function revokeServiceToken(ctx: RequestContext, input: ServiceTokenAt): Promise<StoredServiceToken> {
  assertCan(ctx, 'serviceTokens', 'revoke');
  const { id, revision } = parseInput(serviceTokenAt, input);
  return runOperation(ctx, { action: 'serviceTokens.revoke', entity: 'serviceTokens', entityId: id }, async () => {
    const token = await ServiceTokenModel.findById(new Types.ObjectId(id));
    if (!token) throw notFound('service token', id);
    if (revision !== undefined && token.revision !== revision)
      throw stale({ expected: revision, actual: token.revision, theirs: token.toObject() });
    const { modifiedCount } = await TokenSecretModel.updateMany(
      { token: token._id, dead: { $ne: true } },
      { $set: { dead: true } },
    );
    if (modifiedCount === 0) throw illegalMove('A service token', 'revoked', 'revoked');
    await token.set({ revokedAt: clock.now() }).save();
    return token.toObject();
  });
}
