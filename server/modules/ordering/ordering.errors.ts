import { AppError } from '../../shared/errors.ts';

export type PriceChange = { productId: string; sku: string; was: number; now: number };

export const priceChanged = (lines: PriceChange[], total: { was: number | null; now: number }) =>
  new AppError('price_changed', 409, 'Prices have changed since you last saw them. Nothing was ordered.', {
    meta: { changes: lines, total },
  });

export const tooMuchUnpaid = (most: number) =>
  new AppError(
    'too_much_unpaid',
    409,
    'Nothing was ordered: there is a limit to what is set aside in a day without being paid at once. Order less, or ask the shop to take the order down.',
    { meta: { most } },
  );

export const cartEmpty = () => new AppError('cart_empty', 409, 'The cart is empty.');

export const cartFull = (most: number) =>
  new AppError('cart_full', 409, `A cart holds at most ${most} different products.`, { meta: { most } });

export const notForSale = (productId: string) =>
  new AppError('not_for_sale', 409, 'This product is not for sale.', { meta: { productId } });

export const unpaid = () =>
  new AppError('unpaid', 409, 'This order is not paid, and its way to pay does not let goods leave before.');

export const givenUp = () =>
  new AppError(
    'money_went_back',
    409,
    'All the money of this order went back to its customer, so its goods stay here. Cancel it, and place another order for what shall still leave.',
  );

export const doesNotFit = (left: number) =>
  new AppError('amount_does_not_fit', 409, 'This amount is more than is open on the order.', { meta: { left } });

export const cartChanged = () =>
  new AppError('cart_changed', 409, 'The cart changed while you ordered, in another window perhaps. Look at it again.');

export const noSuchOrder = () =>
  new AppError('no_such_order', 404, 'There is no order of a guest with this number and this e-mail address.');

export const paymentUnderWay = () =>
  new AppError('payment_under_way', 409, 'A card payment of this order is under way. Wait until it is through.');

export const cannotGrow = () =>
  new AppError(
    'cannot_grow',
    409,
    'Money was given back for this order, so it can’t cost more than was kept. Place another order for what is new.',
  );
