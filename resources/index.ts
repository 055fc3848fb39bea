import type { ResourceDefinition } from '../server/http/panel/resource-definition.ts';
import { adjustments } from './adjustments.resource.ts';
import { approvals } from './approvals.resource.ts';
import { auditLogs } from './audit-logs.resource.ts';
import { carts } from './carts.resource.ts';
import { categories } from './categories.resource.ts';
import { counts } from './counts.resource.ts';
import { deliveries } from './deliveries.resource.ts';
import { mails } from './mails.resource.ts';
import { operations } from './operations.resource.ts';
import { orders } from './orders.resource.ts';
import { payments } from './payments.resource.ts';
import { products } from './products.resource.ts';
import { returnRequests } from './return-requests.resource.ts';
import { serviceTokens } from './service-tokens.resource.ts';
import { settings } from './settings.resource.ts';
import { stockMovements } from './stock-movements.resource.ts';
import { suppliers } from './suppliers.resource.ts';
import { customers, staff } from './users.resource.ts';

/** Every resource of the panel, in the order of the navigation. */
export const resources: readonly ResourceDefinition[] = [
  orders,
  returnRequests,
  customers,
  payments,
  adjustments,
  carts,
  products,
  categories,
  suppliers,
  deliveries,
  counts,
  stockMovements,
  staff,
  serviceTokens,
  mails,
  settings,
  approvals,
  auditLogs,
  operations,
];
