import { z } from 'zod';
import { oneLine } from '../../platform/one-line.ts';

/** The longest that an unpaid order may wait: a year. */
const LONGEST_WAIT = 525_600;
const MOST_METHODS = 20;
const MOST_RECIPIENTS = 20;

const line = (most: number) => oneLine(most).min(1);
const email = z.email('This is not an e-mail address.').max(254).toLowerCase();
const money = z
  .int({ error: 'Give an amount; 0 where it costs nothing.' })
  .min(0, 'An amount can’t be below zero.')
  .max(100_000_000);
const limit = money.nullish().transform((amount) => amount ?? null);
const eachNameOnce = (rows: { name: string }[]) =>
  new Set(rows.map(({ name }) => name.toLowerCase())).size === rows.length;

const deliveryMethod = z.strictObject({
  /** Kept for as long as the method is there, so that carts find it again; made from the name of a new one. */
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
    .nullish(),
  name: line(120),
  price: money,
  freeFrom: money.nullish().transform((amount) => amount ?? null),
});

const paymentRules = z.strictObject({
  provider: line(40),
  inShop: z.boolean(),
  shipsUnpaid: z.boolean(),
  expiresAfterMinutes: z
    .int({ error: 'Say how long, such as 30 minutes or 7 days.' })
    .min(1, 'An order needs at least a minute to be paid.')
    .max(LONGEST_WAIT, 'An order can wait a year at most.')
    .nullable(),
});

/** What staff may change of the settings; a field that is not given stays as it is. */
export const settingsChanges = z
  .strictObject({
    shopName: line(120),
    shopAddress: z.string().trim().max(500),
    vatNumber: z.string().trim().max(40),
    senderEmail: email,
    vatRate: z
      .int({ error: 'Give a rate such as 20.' })
      .min(0, 'VAT can’t be below 0 %.')
      .max(10_000, 'VAT is 100 % at most.'),
    deliveryMethods: z
      .array(deliveryMethod)
      .min(1, 'Keep at least one way of delivery.')
      .max(MOST_METHODS)
      .refine(eachNameOnce, 'Two ways of delivery have the same name.'),
    payments: z
      .array(paymentRules)
      .refine((rules) => rules.some(({ inShop }) => inShop), 'Shoppers need at least one way to pay.'),
    unpaidGoodsADay: limit.refine(
      (most) => most !== 0,
      'With nothing at all nobody could order. Leave it empty, or give an amount.',
    ),
    lowStockRecipients: z
      .array(email)
      .max(MOST_RECIPIENTS)
      .transform((list) => [...new Set(list)]),
    approveWriteOffsAbove: limit,
    approvePriceCutsAbove: limit.refine(
      (cut) => cut === null || cut <= 10_000,
      'A price can’t be cut by more than 100 %.',
    ),
    approveBulkAbove: limit,
    approveRefundsAbove: limit,
    approveRoleGrants: z.boolean(),
  })
  .partial();

export type SettingsChanges = z.input<typeof settingsChanges>;
