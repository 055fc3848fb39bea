import { setTimeout as sleep } from 'node:timers/promises';
import { giveBackTurns, type SharedLimit, takeTurn } from '../../platform/shared-limit.ts';
import { callerOf } from '../../shared/caller.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { shopSettings } from '../settings/index.ts';
import type { Cart } from './cart.model.ts';
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
  // As `checkOut` reads it: ordering takes no right to look into carts.
  const cart = await storedCart(owner);
  const share = await takeShare(ctx, cart);
  if (share instanceof AppError) {
    // The other one of two clicks may have taken it, and gets the order: then this is its answer too.
    const known = await earlierSoon(owner, input, idempotencyKey);
    if (known) return known;
    throw share;
  }
  const { giveBack, ...bounds } = share;
  try {
    const answer = await checkOut(ctx, owner, input, idempotencyKey, { ...bounds, cart });
    if (answer.payment === null || answer.payment === 'captured') await giveBack();
    return answer;
  } catch (error) {
    if (await isRefusal(error, owner, input, idempotencyKey)) await giveBack();
    throw error;
  }
}

/** Whether nothing was ordered: what went wrong may have come after the order was written. */
async function isRefusal(error: unknown, ...asked: Parameters<typeof earlierCheckout>): Promise<boolean> {
  if (!isAppError(error) || error.status >= 500) return false;
  // A key that was used for another request ordered nothing for this one.
  return (await earlierCheckout(...asked).catch(() => null)) === null;
}

async function earlierSoon(...asked: Parameters<typeof earlierCheckout>): Promise<CheckoutAnswer | null> {
  for (let tries = 0; tries < LOOKS; tries += 1) {
    const known = await earlierCheckout(...asked);
    if (known) return known;
    await sleep(BETWEEN_LOOKS_MS);
  }
  return null;
}

type Share = { mostGoods?: number; giveBack: () => Promise<void> };

/** Counts what the goods of this cart cost; answers for how much the cart is good now and how to take that back, or the refusal. */
async function takeShare(ctx: RequestContext, cart: Cart | null): Promise<AppError | Share> {
  const { unpaidGoodsADay: most } = await shopSettings();
  if (most === null) return { giveBack: async () => undefined };
  const { goods } = (await presented(cart)).totals;
  if (goods === 0) return { mostGoods: 0, giveBack: async () => undefined };
  const caller = callerOf(ctx);
  const limit: SharedLimit = { name: 'unpaid goods', burst: most, perMinute: most / MINUTES_OF_A_DAY };
  try {
    await takeTurn(limit, caller, goods);
  } catch (error) {
    if (isAppError(error) && error.code === 'rate_limited') return tooMuchUnpaid(most);
    throw error;
  }
  return { mostGoods: goods, giveBack: () => giveBackTurns(limit, caller, goods) };
}
