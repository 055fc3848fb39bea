import { join } from 'node:path';

const file = (name: string): string => join(import.meta.dirname, name);

/**
 * The components AdminJS bundles for the browser, by name. `Application` is the whole page; what a resource names in
 * `fields.x.components` is added here.
 */
export const COMPONENTS: Record<string, string> = {
  Application: file('application.tsx'),
  NewOrderPage: file('orders/new-order-page.tsx'),
  ScanPage: file('stock/scan-page.tsx'),
};
