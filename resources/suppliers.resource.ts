import { SupplierModel } from '../server/modules/inventory/admin.ts';
import { defineResource } from './define-resource.ts';

export const suppliers = defineResource({
  model: SupplierModel,
  group: 'catalogue',
  icon: 'Truck',
  list: ['name', 'email', 'phone', 'leadTimeDays', 'isActive'],
  fields: {
    email: { format: 'email' },
    phone: { format: 'phone' },
    leadTimeDays: { help: true },
    note: { format: 'longText' },
  },
});
