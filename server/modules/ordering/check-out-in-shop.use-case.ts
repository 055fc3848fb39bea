import { setTimeout as sleep } from 'node:timers/promises';
import { giveBackTurns, type SharedLimit, takeTurn } from '../../platform/shared-limit.ts';
import { callerOf } from '../../shared/caller.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { shopSettings } from '../settings/index.ts';
import { type CartOwner, presented, storedCart } from './cart.service.ts';
import { type CheckoutAnswer, checkOut, earlierCheckout } from './check-out.use-case.ts';
import { tooMuchUnpaid } from './ordering.errors.ts';
import type { Checkout } from './ordering.schemas.ts';

const MINUTES_OF_A_DAY = 1_440;
const LOOKS = 4;
const BETWEEN_LOOKS_MS = 250;

/**
 * Checks out for whoever comes to the shop: `checkOut`, within what one person, or the guests of one network, may have set aside in a day
 * without paying for it at once. What is paid or refused counts for nothing. Throws `too_much_unpaid`, and as `checkOut`.
 */
export async function checkOutInShop(
  ctx: RequestContext,
  owner: CartOwner,
  input: Checkout,
  idempotencyKey: string,
): Promise<CheckoutAnswer> {
  const giveBack = await takeShare(ctx, owner);
  if (giveBack instanceof AppError) {
    // The other one of two clicks may have taken it, and gets the order: then this is its answer too.
    const known = await earlierSoon(owner, input, idempotencyKey);
    if (known) return known;
    throw giveBack;
  }
  try {
    const answer = await checkOut(ctx, owner, input, idempotencyKey);
    if (answer.payment === null || answer.payment === 'captured') await giveBack();
    return answer;
  } catch (error) {
    // Whatever else went wrong may have come after the order was written.
    if (isAppError(error) && error.status < 500) await giveBack();
    throw error;
  }
}

async function earlierSoon(...asked: Parameters<typeof earlierCheckout>): Promise<CheckoutAnswer | null> {
  for (let tries = 0; tries < LOOKS; tries += 1) {
    const known = await earlierCheckout(...asked);
    if (known) return known;
    await sleep(BETWEEN_LOOKS_MS);
  }
  return null;
}

/** Counts what the goods of this cart cost; answers how to take that back, or the refusal. */
async function takeShare(ctx: RequestContext, owner: CartOwner): Promise<AppError | (() => Promise<void>)> {
  const { unpaidGoodsADay: most } = await shopSettings();
  // As `checkOut` reads it: ordering takes no right to look into carts.
  const { goods } = (await presented(await storedCart(owner))).totals;
  if (most === null || goods === 0) return async () => undefined;
  const caller = callerOf(ctx);
  const limit: SharedLimit = { name: 'unpaid goods', burst: most, perMinute: most / MINUTES_OF_A_DAY };
  try {
    await takeTurn(limit, caller, goods);
  } catch (error) {
    if (isAppError(error) && error.code === 'rate_limited') return tooMuchUnpaid(most);
    throw error;
  }
  return () => giveBackTurns(limit, caller, goods);
}
