// The ordering module's door for the panel: what its lists show, the verbs behind its buttons, and which of them a state allows.
export { acceptReturn } from './accept-return.use-case.ts';
export { addNote } from './add-note.use-case.ts';
export { cancelOrder } from './cancel-order.use-case.ts';
export { CartModel } from './cart.model.ts';
export { changeAddress } from './change-address.use-case.ts';
export { changeOrderLines } from './change-order-lines.use-case.ts';
export { declineReturn } from './decline-return.use-case.ts';
export { deliverOrder } from './deliver-order.use-case.ts';
export { lastAddressOf } from './last-address.use-case.ts';
export { OrderModel } from './order.model.ts';
export {
  isGivenUp,
  mayDo,
  type NextStep,
  nextStep,
  type OrderAction,
} from './order-state.policy.ts';
export type { ReturnLines } from './ordering.schemas.ts';
export { pricing } from './ordering.settings.ts';
export { placeOrder } from './place-order.use-case.ts';
export { type OrderPreview, previewOrder } from './preview-order.use-case.ts';
export { refundOrder } from './refund-order.use-case.ts';
export { returnOrderLines } from './return-order-lines.use-case.ts';
export { ReturnRequestModel } from './return-request.model.ts';
export { mayMoveReturn } from './return-request.policy.ts';
export { shipOrder } from './ship-order.use-case.ts';
export { captureOrderPayment, takePayment } from './take-payment.use-case.ts';
