import 'server-only';

// The storefront's only door to the server. A function's name begins with whom it speaks for:
// public… anybody, shopper… the person whose cookies came with the request.

export {
  shopperCancelOrder,
  shopperChangeAddress,
  shopperFetchReturnPhoto,
  shopperGetMe,
  shopperGetOrder,
  shopperLastAddress,
  shopperListOrders,
  shopperLookUpOrder,
  shopperPayOrder,
  shopperRequestReturn,
  shopperSendReturnPhoto,
} from './account.ts';
export { shopperCheckOut, shopperGetCart, shopperSetCartLine } from './cart.ts';
export { publicGetProduct, publicListCategories, publicListProducts, shopperAskForNotice } from './catalogue.ts';
