import { type PlainRecord, toPlain } from '../../server/http/panel/bson-values.ts';
import { permittedValues } from '../../server/http/panel/present-record.ts';
import type { FieldDefinition, PresentHelp } from '../../server/http/panel/resource-definition.ts';
import { ANY_KIND_AND_OUTCOME, AuditLog, recordAccess } from '../../server/modules/audit/admin.ts';
import { OrderModel } from '../../server/modules/ordering/admin.ts';
import { canSometimes } from '../../server/shared/permissions.policy.ts';
import type { RequestContext } from '../../server/shared/request-context.ts';
import { paymentsOf } from './order-page.ts';

const SHOWN_ORDERS = 50;
const SHOWN_SIGN_INS = 10;
const money = { format: 'money' } as const;
const moment = { format: 'moment' } as const;
const state = (tones: FieldDefinition['tones']): FieldDefinition => ({ format: 'choice', ...(tones ? { tones } : {}) });
/** A cancelled order waits for nobody. */
const CALM: FieldDefinition = { calmWhen: { status: 'cancelled' } };
const order: FieldDefinition = { link: { resource: 'orders', idFrom: 'orderId' } };

const shownLines = (parts: Record<string, FieldDefinition>): FieldDefinition => ({
  format: 'lines',
  virtual: true,
  readOnly: true,
  parts,
});

/** What a customer's page shows beside the person. */
export const CUSTOMER_FIELDS: Record<string, FieldDefinition> = {
  orders: shownLines({
    order,
    date: moment,
    gross: money,
    status: state({ open: 'info', completed: 'good', cancelled: 'quiet' }),
    paymentStatus: { ...state({ unpaid: 'warn', paid: 'good', partly_refunded: 'info', refunded: 'quiet' }), ...CALM },
    fulfilmentStatus: {
      ...state({
        unfulfilled: 'warn',
        partly_shipped: 'info',
        shipped: 'info',
        delivered: 'good',
        returned: 'quiet',
      }),
      ...CALM,
    },
  }),
  payments: shownLines({
    order,
    createdAt: moment,
    provider: state(undefined),
    amount: money,
    refunded: money,
    status: state({ pending: 'warn', captured: 'good', failed: 'bad', refunded: 'quiet', partly_refunded: 'info' }),
  }),
  orderNotes: shownLines({ order, at: moment, by: { format: 'person' }, text: {} }),
  signIns: shownLines({ createdAt: moment, outcome: {}, ip: {} }),
};

/** A customer with their latest orders, what was paid for them, what staff noted, and their latest sign-ins. */
export async function withDealings(
  customer: PlainRecord,
  ctx: RequestContext,
  help: PresentHelp,
): Promise<PlainRecord> {
  const sees = (entity: string): boolean => canSometimes(ctx.actor, entity, 'list');
  return {
    ...customer,
    ...(sees('orders') ? await ordersOf(customer['_id'], ctx, help, sees('payments')) : {}),
    ...(sees('auditLogs') ? { signIns: await signInsOf(String(customer['_id']), ctx, help) } : {}),
  };
}

async function ordersOf(
  customer: unknown,
  ctx: RequestContext,
  help: PresentHelp,
  withPayments: boolean,
): Promise<PlainRecord> {
  const resource = help.registry.byEntity('orders');
  if (!resource) return {};
  const found = await OrderModel.find({ customer: customer as never })
    .sort({ date: -1, _id: -1 })
    .limit(SHOWN_ORDERS)
    .select('name date status paymentStatus fulfilmentStatus totals notes customer')
    .lean();
  const orders = found.map((one) => permittedValues(resource, toPlain(one), ctx.actor));
  const nameOf = new Map(orders.map(({ _id, name }) => [_id, name]));
  const named = (id: unknown) => ({ orderId: id, order: nameOf.get(id) });
  const payments = withPayments ? await paymentsOf([...nameOf.keys()], ctx, help) : null;
  return {
    orders: orders.map((one) => ({
      ...one,
      ...named(one['_id']),
      gross: (one['totals'] as PlainRecord | undefined)?.['gross'],
    })),
    orderNotes: orders.flatMap((one) =>
      ((one['notes'] ?? []) as PlainRecord[]).map((note) => ({ ...note, ...named(one['_id']) })),
    ),
    ...(payments
      ? { payments: payments.reverse().map((payment) => ({ ...payment, ...named(payment['order']) })) }
      : {}),
  };
}

/** Looking at them is reading the trail, so it is on record like any other look. */
async function signInsOf(id: string, ctx: RequestContext, help: PresentHelp): Promise<PlainRecord[]> {
  const resource = help.registry.byEntity('auditLogs');
  if (!resource) return [];
  const entries = await AuditLog.find({ ...ANY_KIND_AND_OUTCOME, 'performedBy.id': id, kind: 'sign-in' })
    .sort({ createdAt: -1, _id: -1 })
    .limit(SHOWN_SIGN_INS)
    .lean();
  await recordAccess(ctx, { entity: 'auditLogs', action: 'list', filter: { 'sign-ins of': id } });
  return entries.map((entry) => permittedValues(resource, toPlain(entry), ctx.actor));
}
