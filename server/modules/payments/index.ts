// The payments module's door: single payments and the providers behind them. What they pay for is ordering's business.
export { PAYMENT_PROVIDERS, type PaymentState, type ProviderId } from './payment.model.ts';
export {
  capturePayment,
  failPayment,
  type PaymentView,
  paymentByKey,
  paymentsOfOrder,
  REFUND_TOPIC,
  recordPayment,
  refundPayment,
  sendRefund,
} from './payment.service.ts';
export {
  type ChargeOutcome,
  type PaymentProvider,
  paymentProvider,
  registerPaymentProvider,
  shopPaymentProviders,
} from './payment-providers.service.ts';
