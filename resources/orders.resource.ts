import { randomUUID } from 'node:crypto';
import type { PlainRecord } from '../server/http/panel/bson-values.ts';
import { panelRequest } from '../server/http/panel/panel-request.ts';
import type { FieldDefinition } from '../server/http/panel/resource-definition.ts';
import { requestRefund } from '../server/modules/operations/admin.ts';
import {
  addNote,
  cancelOrder,
  captureOrderPayment,
  changeAddress,
  changeOrderLines,
  deliverOrder,
  isGivenUp,
  mayDo,
  OrderModel,
  refundOrder,
  returnOrderLines,
  shipOrder,
  takePayment,
} from '../server/modules/ordering/admin.ts';
import { PaymentModel } from '../server/modules/payments/admin.ts';
import { toDecimalText } from '../server/shared/money.ts';
import { can } from '../server/shared/permissions.policy.ts';
import type { RequestContext } from '../server/shared/request-context.ts';
import { defineResource } from './define-resource.ts';
import { askedFor } from './features/asked-for.ts';
import { wantedLines } from './features/order-drafts.ts';
import { MOVES_FIELD } from './features/order-moves.ts';
import { withDetails, withSteps } from './features/order-page.ts';
import { type LinePart, leftToShip, PARTS, partsTaken } from './features/order-parts.ts';
import { orderQueue } from './features/order-queue.ts';
import { takeBackForm, takenBack, toInspect } from './features/return-lines.ts';
import { unmasking } from './features/unmasking.ts';

const money = { format: 'money' } as const;
const CANCELLED = { status: 'cancelled' };
const quantity = { format: 'quantity', unitField: 'uom' } as const;
type State = Parameters<typeof mayDo>[1];
const allows = (action: Parameters<typeof mayDo>[0]) => (order: PlainRecord) => mayDo(action, order as State);

const ADDRESS: Record<string, FieldDefinition> = {
  name: { required: true, maxLength: 200 },
  line1: { required: true, maxLength: 200 },
  line2: { maxLength: 200 },
  city: { required: true, maxLength: 120 },
  postcode: { required: true, maxLength: 20 },
  country: { required: true, maxLength: 2, help: true },
};

const leftToRefund = ({ paid, refunded }: PlainRecord): string => toDecimalText(Number(paid) - Number(refunded), 2);

export const orders = defineResource({
  model: OrderModel,
  group: 'sales',
  icon: 'ShoppingBag',
  list: ['name', 'date', 'customer', 'totals', 'status', 'paymentStatus', 'fulfilmentStatus', 'next'],
  tabs: 'queue',
  newPage: { page: 'orderDesk', permission: 'place' },
  filters: ['queue', 'status', 'paymentStatus', 'fulfilmentStatus', 'source', 'customer', 'date'],
  search: { exact: ['guest.email', 'invoice'], query: (text) => ({ name: text.toUpperCase() }) },
  sort: { by: 'date', direction: 'desc' },
  personal: true,
  writes: { new: false, edit: false, delete: false },
  fields: {
    status: { tones: { open: 'info', completed: 'good', cancelled: 'quiet' } },
    paymentStatus: {
      tones: { unpaid: 'warn', paid: 'good', partly_refunded: 'info', refunded: 'quiet' },
      calmWhen: CANCELLED,
    },
    fulfilmentStatus: {
      tones: { unfulfilled: 'warn', partly_shipped: 'info', shipped: 'info', delivered: 'good', returned: 'quiet' },
      calmWhen: CANCELLED,
    },
    customer: { reference: 'customers', otherwise: 'guest.name' },
    address: { parts: { name: {}, line1: {}, line2: {}, city: {}, postcode: {}, country: { format: 'country' } } },
    country: { format: 'country' },
    queue: {
      format: 'choice',
      virtual: true,
      readOnly: true,
      values: ['pack', 'pay', 'deliver', 'refund', 'cancel'],
      query: orderQueue,
    },
    next: { format: 'step', virtual: true, readOnly: true },
    payments: {
      format: 'lines',
      virtual: true,
      readOnly: true,
      parts: { reference: {}, provider: {}, amount: money, refunded: money, status: {}, createdAt: {} },
    },
    returnRequests: {
      format: 'lines',
      virtual: true,
      readOnly: true,
      parts: { name: {}, createdAt: {}, reason: {}, status: {} },
    },
    moves: MOVES_FIELD,
    totals: { parts: { goods: money, delivery: money, net: money, vat: money, gross: money } },
    lines: {
      parts: {
        sku: {},
        name: { link: { resource: 'products', idFrom: 'product' } },
        shelf: {},
        quantity,
        reserved: quantity,
        shipped: quantity,
        returned: quantity,
        unitPrice: money,
        gross: money,
      },
    },
    delivery: { parts: { name: {} } },
    paid: money,
    refunded: money,
    notes: { parts: { at: {}, by: { format: 'person' }, text: {} } },
    shipments: {
      parts: {
        date: {},
        carrier: {},
        tracking: {},
        by: { format: 'person' },
        lines: { parts: { name: {}, quantity } },
      },
    },
    returns: { parts: { date: {}, by: { format: 'person' } } },
  },
  show: [
    {
      title: 'state',
      fields: ['status', 'paymentStatus', 'fulfilmentStatus', 'date', 'customer', 'guest', 'source', 'cancelReason'],
    },
    { title: 'lines', fields: ['lines', 'totals', 'paid', 'refunded'] },
    { title: 'delivery', fields: ['address', 'delivery', 'paymentMethod', 'shipments', 'returns'] },
    { title: 'notes', fields: ['notes'] },
    { title: 'record', fields: ['kind', 'invoice', 'expiresAt', 'createdAt', 'updatedAt', 'revision'] },
  ],
  present: (records, ctx, where, help) => (where === 'show' ? withDetails(records, ctx, help) : withSteps(records)),
  heavy: ['lines', 'notes', 'shipments', 'returns', 'address'],
  actions: {
    ...unmasking('orders'),
    markPaid: {
      permission: 'recordPayment',
      icon: 'CreditCard',
      when: allows('takePayment'),
      form: {
        provider: {
          format: 'choice',
          values: ['bank_transfer', 'cash'],
          required: true,
          initial: firstWayToPay,
          help: true,
        },
      },
      run: (ctx, id, { provider }, { requestKey }) => markPaid(ctx, id, String(provider), requestKey),
    },
    ship: {
      icon: 'Truck',
      when: (order) => allows('ship')(order) && !isGivenUp(order as State),
      form: {
        carrier: { maxLength: 120 },
        tracking: { maxLength: 500, help: true },
        lines: { format: 'lines', parts: PARTS, initial: leftToShip },
      },
      run: (ctx, orderId, { lines, ...input }, { requestKey }) =>
        shipOrder(ctx, {
          orderId,
          ...input,
          ...(lines ? { lines: partsTaken(lines as LinePart[]) } : {}),
          ...(requestKey ? { requestKey } : {}),
        }),
    },
    deliver: {
      icon: 'Check',
      when: allows('deliver'),
      run: (ctx, orderId) => deliverOrder(ctx, { orderId }),
    },
    addNote: {
      icon: 'MessageSquare',
      form: { text: { format: 'longText', required: true, maxLength: 2000 } },
      run: (ctx, orderId, { text }, { requestKey }) =>
        addNote(ctx, { orderId, text: String(text ?? ''), ...(requestKey ? { requestKey } : {}) }),
    },
    changeAddress: {
      icon: 'MapPin',
      when: allows('changeAddress'),
      form: Object.fromEntries(
        Object.entries(ADDRESS).map(([part, field]) => [
          part,
          { ...field, initial: (order: PlainRecord) => addressPart(order, part) },
        ]),
      ),
      run: (ctx, orderId, address, { revision }) =>
        changeAddress(ctx, { orderId, address: address as never, ...(revision ? { revision } : {}) }),
    },
    changeLines: {
      quiet: true,
      icon: 'List',
      when: allows('changeLines'),
      form: { lines: { format: 'lines', parts: { productId: {}, quantity: {} }, required: true }, delivery: {} },
      run: async (ctx, orderId, { lines, delivery }, { revision, requestKey }) =>
        changeOrderLines(ctx, {
          orderId,
          lines: await wantedLines(lines),
          revision: revision ?? 0,
          ...(delivery ? { delivery: String(delivery) } : {}),
          ...(requestKey ? { requestKey } : {}),
        }),
    },
    receiveReturn: {
      icon: 'RotateCcw',
      when: allows('returnLines'),
      form: takeBackForm(toInspect),
      run: (ctx, orderId, input, { requestKey }) =>
        returnOrderLines(ctx, { ...takenBack(orderId, input), ...(requestKey ? { requestKey } : {}) }),
    },
    refund: {
      icon: 'CornerUpLeft',
      tone: 'danger',
      when: allows('refund'),
      form: {
        amount: {
          ...money,
          required: true,
          initial: leftToRefund,
          help: true,
        },
        reason: { format: 'longText', required: true, maxLength: 500 },
      },
      run: (ctx, orderId, { amount, reason }, { requestKey }) =>
        refundOrder(ctx, {
          orderId,
          amount: Number(amount),
          reason: String(reason ?? ''),
          requestKey: requestKey ?? randomUUID(),
        }),
    },
    requestRefund: {
      icon: 'CornerUpLeft',
      when: (order) => allows('refund')(order) && !can(panelRequest().ctx.actor, 'orders', 'refund'),
      form: {
        amount: { ...money, required: true, initial: leftToRefund, help: true },
        reason: { format: 'longText', required: true, maxLength: 500 },
      },
      run: async (ctx, orderId, { amount, reason }) =>
        askedFor(await requestRefund(ctx, { orderId, amount: Number(amount), reason: String(reason ?? '') })),
    },
    cancel: {
      icon: 'XCircle',
      tone: 'danger',
      when: allows('cancel'),
      form: { reason: { format: 'longText', maxLength: 500, help: true } },
      run: (ctx, orderId, { reason }) => cancelOrder(ctx, { orderId, ...(reason ? { reason: String(reason) } : {}) }),
    },
  },
});

/** A transfer that was announced at checkout is captured; otherwise the money is booked as a payment of its own. */
async function markPaid(
  ctx: RequestContext,
  orderId: string,
  provider: string,
  requestKey: string | undefined,
): Promise<unknown> {
  // A card that is being asked answers for itself.
  const byHand = { $in: ['bank_transfer' as const, 'cash' as const] };
  const announced = await PaymentModel.findOne({ order: orderId, status: 'pending', provider: byHand }).lean();
  if (announced) return captureOrderPayment(ctx, { paymentId: String(announced._id) });
  return takePayment(ctx, {
    orderId,
    provider: provider as never,
    received: true,
    requestKey: requestKey ?? randomUUID(),
  });
}

function firstWayToPay({ paymentMethod }: PlainRecord): string {
  return paymentMethod === 'cash' ? 'cash' : 'bank_transfer';
}

const addressPart = (order: PlainRecord, part: string): unknown =>
  (order['address'] as PlainRecord | null)?.[part] ?? '';
