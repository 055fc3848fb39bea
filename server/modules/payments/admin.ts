// The payments module's door for the panel, where payments are read; they move by the verbs of orders.

export { PaymentModel } from './payment.model.ts';
export { paymentProvider } from './payment-providers.service.ts';
