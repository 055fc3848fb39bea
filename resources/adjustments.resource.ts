import { AdjustmentModel } from '../server/modules/operations/admin.ts';
import { defineResource } from './define-resource.ts';

export const adjustments = defineResource({
  model: AdjustmentModel,
  group: 'sales',
  icon: 'FileText',
  list: ['name', 'date', 'kind', 'label', 'amount', 'customer'],
  filters: ['kind', 'date', 'customer'],
  search: { exact: ['name'] },
  sort: { by: 'date', direction: 'desc' },
  writes: { new: false, edit: false, delete: false },
  fields: { amount: { format: 'money' }, customer: { reference: 'customers' }, country: { format: 'country' } },
  show: [
    { title: 'details', fields: ['name', 'date', 'kind', 'label', 'amount', 'customer', 'country'] },
    { title: 'record', fields: ['createdAt'] },
  ],
});
