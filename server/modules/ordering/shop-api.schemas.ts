import { z } from 'zod';
import { integerParameter } from '../../platform/api-route.ts';
import { PAYMENT_PROVIDERS, PAYMENT_STATES } from '../payments/index.ts';
import { CART_NOTES } from './cart.presenter.ts';
import { FULFILMENT_STATUSES, ORDER_STATUSES, PAYMENT_STATUSES } from './order-state.policy.ts';
import { addressSchema, guestSchema, requestReturnSchema } from './ordering.schemas.ts';
import { RETURN_REQUEST_STATUSES } from './return-request.policy.ts';

/** What the shop's cart, checkout and orders take and give over the public API. */

const productId = z.string().regex(/^[0-9a-f]{24}$/, 'This is not the id of a product.');
const quantity = z.int().meta({ description: 'In the smallest step of the unit.' });

const amount = (description: string) =>
  z
    .strictObject({
      amount: z.int().meta({ description: 'In minor units, such as pence.' }),
      currency: z.string().regex(/^[A-Z]{3}$/),
    })
    .meta({ id: 'Amount', description })
    .describe(description);
const money = amount('An amount with its currency; prices include VAT.');

const totals = z
  .strictObject({ goods: money, delivery: money, net: money, vat: money, gross: money })
  .meta({ id: 'Totals', description: 'Goods and delivery add up to gross, and so do net and VAT.' });

const cartLine = z
  .strictObject({
    productId,
    sku: z.string().meta({ description: 'Empty where the product was deleted since; so is the slug.' }),
    slug: z.string(),
    name: z.string(),
    uom: z.string(),
    quantity,
    unitPrice: money,
    total: money,
    available: z.int().min(0),
    notes: z.array(z.enum(CART_NOTES)),
    priceThen: money.optional().meta({ description: 'The price when the line was set, where it was another.' }),
    wanted: quantity.optional().meta({ description: 'With `reduced`: how much was wanted when two carts became one.' }),
  })
  .meta({ id: 'CartLine' });

export const cart = z
  .strictObject({
    lines: z.array(cartLine),
    totals,
    delivery: z.strictObject({ method: z.string(), name: z.string() }).nullable(),
    orderable: z.boolean().meta({ description: 'Whether it could be ordered as it is.' }),
    deliveryMethods: z.array(
      z.strictObject({ id: z.string(), name: z.string(), price: money, freeFrom: money.nullable() }),
    ),
    paymentMethods: z.array(z.enum(PAYMENT_PROVIDERS)),
  })
  .meta({ id: 'Cart' });

export const cartLineParams = z.strictObject({ productId: productId.meta({ example: '665f1c2e9b1d8a0012345678' }) });
export const cartLineBody = z.strictObject({
  quantity: z.int().min(0).max(10_000_000).meta({ description: 'Zero takes the line out.' }),
});

export const checkoutBody = z.strictObject({
  guest: guestSchema.optional().meta({ description: 'Who orders, where nobody is signed in.' }),
  address: addressSchema,
  delivery: z.string().max(40).optional().meta({ description: 'One of the cart’s delivery methods.' }),
  paymentMethod: z.enum(PAYMENT_PROVIDERS),
  card: z.enum(['approve', 'decline', 'slow']).optional().meta({ description: 'What the test card does.' }),
  expectedTotal: z.int().min(0).optional().meta({ description: 'The total the shopper saw, in minor units.' }),
  note: z.string().trim().max(2_000).optional(),
});

export const checkoutAnswer = z
  .strictObject({
    order: z.strictObject({
      id: z.string(),
      name: z.string(),
      totals,
      key: z.string().nullable().meta({ description: 'Opens a guest’s order: send it as `Order-Key`.' }),
    }),
    payment: z.enum(PAYMENT_STATES).nullable().meta({ description: 'Null where nothing is to be paid.' }),
  })
  .meta({ id: 'CheckoutAnswer' });

const orderLine = z
  .strictObject({
    lineId: z.string(),
    productId: productId.nullable(),
    sku: z.string(),
    name: z.string(),
    uom: z.string(),
    quantity,
    shipped: quantity,
    returned: quantity,
    returnable: quantity.meta({ description: 'How much of it can still be sent back.' }),
    unitPrice: money,
    total: money,
  })
  .meta({ id: 'OrderLine' });

export const returnRequest = z
  .strictObject({
    name: z.string(),
    date: z.iso.datetime(),
    status: z.enum(RETURN_REQUEST_STATUSES),
    lines: z.array(z.strictObject({ lineId: z.string(), quantity })),
    reason: z.string(),
    note: z.string().nullable().meta({ description: 'What the shop answered.' }),
    photos: z.array(z.string()),
  })
  .meta({ id: 'ReturnRequest', description: 'A wish to send goods back, and what became of it.' });

export const payBody = z.strictObject({
  paymentMethod: checkoutBody.shape.paymentMethod,
  card: checkoutBody.shape.card,
});

export const returnBody = requestReturnSchema.omit({ orderId: true });

const summary = {
  id: z.string(),
  name: z.string().meta({ description: 'The readable number.' }),
  date: z.iso.datetime(),
  status: z.enum(ORDER_STATUSES),
  paymentStatus: z.enum(PAYMENT_STATUSES),
  fulfilmentStatus: z.enum(FULFILMENT_STATUSES),
  total: money,
};
export const orderSummary = z.strictObject(summary).meta({ id: 'OrderSummary' });

export const order = z
  .strictObject({
    ...summary,
    lines: z.array(orderLine),
    totals,
    delivery: z.string().nullable(),
    paymentMethod: z.enum(PAYMENT_PROVIDERS),
    address: addressSchema.nullable(),
    shipments: z.array(
      z.strictObject({
        date: z.iso.datetime(),
        carrier: z.string().nullable(),
        tracking: z.string().nullable(),
        lines: z.array(z.strictObject({ lineId: z.string(), quantity })),
      }),
    ),
    returns: z.array(returnRequest),
    payment: z
      .strictObject({
        last: z.enum(PAYMENT_STATES).nullable().meta({ description: 'What became of the latest try to pay it.' }),
        open: money,
        until: z.iso.datetime().nullable().meta({ description: 'Without a payment until then it is cancelled.' }),
        methods: z.array(z.enum(PAYMENT_PROVIDERS)).meta({ description: 'In which ways it can be paid from here.' }),
      })
      .meta({ id: 'OrderPayment' }),
    mayCancel: z.boolean(),
    mayChangeAddress: z.boolean(),
    mayRequestReturn: z.boolean(),
  })
  .meta({ id: 'Order' });

export const orderList = z
  .strictObject({ items: z.array(orderSummary), next: z.string().nullable() })
  .meta({ id: 'OrderList' });

export const listOrdersQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,400}$/)
    .optional()
    .meta({ description: '`next` of the page before.' }),
  limit: integerParameter({ min: 1, max: 100, fallback: 20 }).meta({ description: 'How many orders a page holds.' }),
});

export const orderParams = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Z0-9][A-Z0-9-]{0,39}$/)
    .meta({ description: 'The order’s number.', example: 'CF-10482' }),
});

export const lookUpBody = z.strictObject({
  name: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9][A-Z0-9-]{0,39}$/, 'This is not the number of an order.')
    .meta({ description: 'The order’s number.', example: 'CF-10482' }),
  email: guestSchema.shape.email.meta({ description: 'The one it was placed with.' }),
});

export const lookedUp = z
  .strictObject({
    order,
    key: z.string().meta({ description: 'Opens the order from now on: send it as `Order-Key`.' }),
  })
  .meta({ id: 'LookedUpOrder' });

export const photoParams = orderParams.extend({
  photo: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ example: 'a'.repeat(64) }),
});
export const photoAnswer = z
  .strictObject({ photo: z.string().meta({ description: 'Goes into `photos` of the return.' }) })
  .meta({ id: 'ReturnPhoto' });

export const cancelBody = z.strictObject({ reason: z.string().trim().max(500).optional() });
export const addressBody = addressSchema;

export const paidAnswer = z
  .strictObject({ payment: z.enum(PAYMENT_STATES).meta({ description: 'What became of this try.' }), order })
  .meta({ id: 'PaidAnswer' });
