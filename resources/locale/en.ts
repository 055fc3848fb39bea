import { access } from './en.access.ts';
import { approvals } from './en.approvals.ts';
import { operations } from './en.operations.ts';
import { pages } from './en.pages.ts';
import { erasure } from './en.privacy.ts';
import { resourceTexts } from './en.resources.ts';
import { trail } from './en.trail.ts';

/** Every text of the panel in English. A part that has no text of its own is called by its name in plain words. */
export const en = {
  cf: pages,
  labels: {
    orders: 'Orders',
    returnRequests: 'Returns',
    customers: 'Customers',
    payments: 'Payments',
    adjustments: 'Adjustments',
    carts: 'Carts',
    products: 'Products',
    categories: 'Categories',
    suppliers: 'Suppliers',
    deliveries: 'Deliveries',
    counts: 'Counts',
    stockMovements: 'Stock movements',
    staff: 'Staff',
    users: 'People',
    approvals: 'Approvals',
    serviceTokens: 'Service tokens',
    auditLogs: 'Audit trail',
    operations: 'Operations',
    settings: 'Settings',
    mails: 'Mail',
  },
  groups: {
    sales: 'Sales',
    catalogue: 'Catalogue',
    stock: 'Stock',
    people: 'People',
    shop: 'Shop',
    record: 'Record',
    more: 'More',
  },
  properties: {
    _id: 'Id',
    createdAt: 'Created',
    updatedAt: 'Last changed',
    revision: 'Version',
    demo: 'Demo',
    isActive: 'Active',
    email: 'E-mail',
    mobile: 'Mobile',
    uom: 'Unit',
    sku: 'SKU',
    ip: 'Address (IP)',
  },
  resources: resourceTexts,
  trail,
  operations,
  approvals,
  access,
  erasure,
};

/** What travels to the browser; the sentences of trail and operations are made on the server. */
export function textsForPages(): Omit<typeof en, 'trail' | 'operations' | 'approvals' | 'access' | 'erasure'> {
  const {
    trail: _trail,
    operations: _operations,
    approvals: _approvals,
    access: _access,
    erasure: _erasure,
    ...rest
  } = en;
  return rest;
}
