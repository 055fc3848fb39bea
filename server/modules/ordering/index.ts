// The ordering module's door for other modules: orders by their verbs, carts and checkout, and what must be bound in the composition root.
export { acceptReturn } from './accept-return.use-case.ts';
export { addNote } from './add-note.use-case.ts';
export { askAfterPayments } from './ask-after-payments.use-case.ts';
export { bookCallback } from './book-callback.use-case.ts';
export { buyerOf, orderIdsOf } from './buyer.repository.ts';
export { cancelOrder } from './cancel-order.use-case.ts';
export type { CartLineView, CartView } from './cart.presenter.ts';
export { type CartOwner, clearCart, getCart, setCartLine } from './cart.service.ts';
export { changeAddress } from './change-address.use-case.ts';
export { changeOrderLines } from './change-order-lines.use-case.ts';
export { type CheckoutAnswer, checkOut } from './check-out.use-case.ts';
export {
  createImportedOrder,
  type ImportedCharge,
  type ImportedLine,
  type ImportedOrder,
} from './create-imported-order.use-case.ts';
export { declineReturn } from './decline-return.use-case.ts';
export { deliverOrder } from './deliver-order.use-case.ts';
export { earlierSalesOf } from './earlier-sales.repository.ts';
export { eraseCustomer, eraseFromOrder, eraseFromReturnRequest, ordersOfCustomer } from './erase-customer.use-case.ts';
export { expireOrders } from './expire-orders.use-case.ts';
export { guestOrderKey, guestOrderLink, opensOrder, withOrderKey } from './guest-order-link.service.ts';
export { mailOrder } from './mail-order.use-case.ts';
export { mergeCarts } from './merge-carts.use-case.ts';
export { ORDER_TOPICS, type OrderTopic } from './order.events.ts';
export type { OrderView } from './order.presenter.ts';
export {
  openOrdersOf,
  openReservations,
  orderFor,
  orderOfUser,
  orderWithProduct,
  productsOfOrder,
  type WaitingOrder,
} from './order.repository.ts';
export { configureOrdering, type OrderingSettings } from './ordering.settings.ts';
export { paymentCallbackRoutes } from './payment-callbacks.routes.ts';
export { placeOrder } from './place-order.use-case.ts';
export { refundOf, refundOrder, waysBack } from './refund-order.use-case.ts';
export { requestReturn } from './request-return.use-case.ts';
export { type BookedReturn, returnOrderLines } from './return-order-lines.use-case.ts';
export { addReturnPhoto, photoForStaff } from './return-photo.use-case.ts';
export { insertReturnRequest, returnPhotosInUse } from './return-request.repository.ts';
export { shipOrder } from './ship-order.use-case.ts';
export { shopRoutes } from './shop-api.routes.ts';
export { captureOrderPayment, takePayment } from './take-payment.use-case.ts';
export { type OrderProblem, type OrderReport, verifyOrders } from './verify-orders.use-case.ts';
