import { expect, type Page } from '@playwright/test';
import { places } from './places.ts';

export type StaffRole = 'admin' | 'inventory' | 'support';
export const STAFF_ROLES: readonly StaffRole[] = ['admin', 'inventory', 'support'];

/** Names of the demo accounts' buttons on the provider's page. */
const ACCOUNTS = { admin: 'Admin', inventory: 'Inventory', support: 'Support', shopper: 'Shopper' };

/** Signs in on the identity provider's page, which is open, in two clicks. */
export async function chooseDemoAccount(page: Page, role: StaffRole | 'shopper'): Promise<void> {
  await page.getByRole('link', { name: ACCOUNTS[role] }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Opens the panel as someone who is not signed in, and signs in. */
export async function signInToPanel(page: Page, role: StaffRole): Promise<void> {
  await page.goto(`${places.office}/admin`);
  await chooseDemoAccount(page, role);
  await expect(page.getByRole('heading', { level: 1, name: /Good day/ })).toBeVisible();
}
