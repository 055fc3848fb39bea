import { PaymentModel } from '../server/modules/payments/admin.ts';
import { defineResource } from './define-resource.ts';
import { fill } from './features/labels.ts';
import { en } from './locale/en.ts';

export const payments = defineResource({
  model: PaymentModel,
  group: 'sales',
  icon: 'CreditCard',
  titleFields: ['reference'],
  title: ({ reference }) => fill(en.trail.paymentTitle, { reference: String(reference ?? '') }),
  list: ['reference', 'createdAt', 'order', 'provider', 'amount', 'refunded', 'status'],
  filters: ['status', 'provider', 'createdAt', 'amount', 'order'],
  search: { exact: ['reference', 'idempotencyKey'] },
  sort: { by: 'createdAt', direction: 'desc' },
  personal: true,
  writes: { new: false, edit: false, delete: false },
  fields: {
    amount: { format: 'money' },
    refunded: { format: 'money' },
    refunds: { parts: { at: {}, amount: { format: 'money' }, reason: {} } },
    status: {
      tones: { pending: 'warn', captured: 'good', failed: 'bad', refunded: 'quiet', partly_refunded: 'info' },
    },
  },
  show: [
    { title: 'payment', fields: ['order', 'provider', 'amount', 'refunded', 'status', 'reference', 'refunds'] },
    { title: 'record', fields: ['createdAt', 'updatedAt', 'idempotencyKey', 'revision'] },
  ],
});
