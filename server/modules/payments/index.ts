// The payments module's door: single payments and the providers behind them. What they pay for is ordering's business.
export { SIGNATURE_HEADER, signCallback } from './callback-signature.policy.ts';
export {
  CARD_BEHAVIOURS,
  CARD_TEST_TOPIC,
  type CardBehaviour,
  callBack,
  configureCardTest,
} from './card-test.service.ts';
export { type PaidSum, paidSumOf, paidSums } from './paid-sums.repository.ts';
export { PAYMENT_PROVIDERS, PAYMENT_STATES, type PaymentState, type ProviderId } from './payment.model.ts';
export {
  capturePayment,
  failPayment,
  type PaymentView,
  paymentById,
  paymentByKey,
  paymentsOfOrder,
  REFUND_TOPIC,
  recordPayment,
  refundPayment,
  sendBackPayment,
  sendRefund,
  unansweredPayments,
} from './payment.service.ts';
export { type PaymentEvent, paymentEvent } from './payment-callback.schemas.ts';
export {
  assertCallback,
  type ChargeOutcome,
  firstPaymentRules,
  type PaymentProvider,
  paymentProvider,
  paymentRules,
  registerPaymentProvider,
  shopPaymentProviders,
} from './payment-providers.service.ts';
