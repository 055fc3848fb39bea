import { clock } from '../../platform/clock.ts';
import { once } from '../../platform/idempotency.model.ts';
import { parseInput } from '../../platform/validation.ts';
import { invalid } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { runOperation } from '../audit/index.ts';
import { type OrderView, presentOrder } from './order.presenter.ts';
import { type OrderDocument, orderFor } from './order.repository.ts';
import { type AddNote, addNoteSchema } from './ordering.schemas.ts';
import { personOf } from './place-order.use-case.ts';

const MOST_NOTES = 500;

/** Adds a staff note to an order, whatever its state. Throws `invalid`, `not_found`, `forbidden`. */
export async function addNote(ctx: RequestContext, input: AddNote): Promise<OrderView> {
  const { orderId, text, requestKey } = parseInput(addNoteSchema, input);
  return runOperation(ctx, { action: 'orders.addNote', entity: 'orders', entityId: orderId }, async () => {
    const order = await orderFor(ctx, orderId, 'addNote');
    const add = () => writeNote(ctx, order, text);
    if (requestKey) await once({ scope: `orders.addNote:${orderId}`, key: requestKey, request: text }, add);
    else await add();
    return presentOrder(order);
  });
}

async function writeNote(ctx: RequestContext, order: OrderDocument, text: string): Promise<void> {
  if (order.notes.length >= MOST_NOTES) throw invalid({ text: `An order holds at most ${MOST_NOTES} notes.` });
  order.notes.push({ noteId: String(order.notes.length + 1), text, by: personOf(ctx), at: clock.now() });
  await order.save();
}
