// The payments module's door for the panel, where payments are read; they move by the verbs of orders.

export { PaymentModel } from './payment.model.ts';
export { providersThatShipUnpaid } from './payment-providers.service.ts';
