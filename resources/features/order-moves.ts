import { type PlainRecord, toPlain } from '../../server/http/panel/bson-values.ts';
import type { FieldDefinition } from '../../server/http/panel/resource-definition.ts';
import { AuditLog } from '../../server/modules/audit/admin.ts';
import { en } from '../locale/en.ts';
import { lowered, whoOf } from './trail-sentence.ts';

const SHOWN_MOVES = 200;

/** What an order itself keeps no date of, on its page. */
export const MOVES_FIELD: FieldDefinition = {
  format: 'lines',
  virtual: true,
  readOnly: true,
  parts: { at: {}, what: {}, by: {}, amount: { format: 'money' } },
};

/**
 * When and by whom an order was cancelled, delivered, refunded or changed, oldest first. The trail is asked, which knows it of orders of any
 * age and of whatever way they were changed in.
 */
export async function movesOf(order: PlainRecord): Promise<PlainRecord[]> {
  const entries = await AuditLog.find(
    { entityId: String(order['_id']), entity: 'orders', revision: { $gt: 1 } },
    {
      createdAt: 1,
      performedBy: 1,
      'newValue.status': 1,
      'newValue.fulfilmentStatus': 1,
      'newValue.refunded': 1,
      'prevValue.refunded': 1,
      'newValue.address': 1,
      'newValue.totals': 1,
    },
  )
    .sort({ revision: 1 })
    .limit(SHOWN_MOVES)
    .lean();
  return entries.flatMap((entry) => {
    const { createdAt, prevValue, newValue, performedBy } = toPlain(entry);
    const told = { at: createdAt, by: nameOf(performedBy as PlainRecord, order) };
    const [before, after] = [prevValue ?? {}, newValue ?? {}] as [PlainRecord, PlainRecord];
    return kindsOf(after).map((what) => ({
      ...told,
      what,
      ...(what === 'refunded' ? { amount: Number(after['refunded']) - Number(before['refunded'] ?? 0) } : {}),
    }));
  });
}

/** When each of these payments was captured or failed, where it had been pending before; a payment itself keeps no date of it. */
export async function settlingOf(paymentIds: string[]): Promise<Map<string, unknown>> {
  if (paymentIds.length === 0) return new Map();
  const entries = await AuditLog.find(
    { entityId: { $in: paymentIds }, entity: 'payments', revision: { $gt: 1 } },
    { entityId: 1, createdAt: 1, 'newValue.status': 1, 'prevValue.status': 1 },
  )
    .sort({ revision: 1 })
    .lean();
  const settled = entries.map((entry) => toPlain(entry)).filter(({ prevValue }) => statusIn(prevValue) === 'pending');
  return new Map(settled.map(({ entityId, createdAt }) => [String(entityId), createdAt]));
}

const statusIn = (values: unknown): unknown => (values as PlainRecord | null)?.['status'];

function kindsOf({ status, fulfilmentStatus, refunded, address, totals }: PlainRecord): string[] {
  return [
    ...(status === 'cancelled' ? ['cancelled'] : []),
    ...(fulfilmentStatus === 'delivered' ? ['delivered'] : []),
    ...(Number(refunded) > 0 ? ['refunded'] : []),
    ...(address ? ['addressChanged'] : []),
    ...(totals ? ['linesChanged'] : []),
  ];
}

/** Staff and jobs by name; whoever ordered as that, since their name may be masked for the reader. */
function nameOf(person: PlainRecord, { customer }: PlainRecord): string {
  const isBuyer = person['kind'] === 'guest' || (person['kind'] === 'user' && person['id'] === customer);
  if (isBuyer) return en.cf.order.theCustomer;
  const name = whoOf({ performedBy: person });
  return person['kind'] === 'system' ? lowered(name) : name;
}
