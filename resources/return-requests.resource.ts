import { type PlainRecord, toPlain } from '../server/http/panel/bson-values.ts';
import { permittedValues } from '../server/http/panel/present-record.ts';
import type { PresentHelp } from '../server/http/panel/resource-definition.ts';
import {
  acceptReturn,
  declineReturn,
  mayMoveReturn,
  OrderModel,
  ReturnRequestModel,
  returnOrderLines,
} from '../server/modules/ordering/admin.ts';
import type { RequestContext } from '../server/shared/request-context.ts';
import { defineResource } from './define-resource.ts';
import { announced, takeBackForm, takenBack } from './features/return-lines.ts';

type Status = Parameters<typeof mayMoveReturn>[0];
const mayBecome = (to: Status) => (request: PlainRecord) => mayMoveReturn(request['status'] as Status, to);

export const returnRequests = defineResource({
  model: ReturnRequestModel,
  group: 'sales',
  icon: 'RotateCcw',
  list: ['name', 'createdAt', 'order', 'customer', 'status'],
  filters: ['status', 'order', 'customer', 'createdAt'],
  tabs: 'status',
  search: { query: (text) => ({ name: text.toUpperCase() }) },
  sort: { by: 'createdAt', direction: 'desc' },
  personal: true,
  writes: { new: false, edit: false, delete: false },
  fields: {
    status: { tones: { requested: 'warn', accepted: 'info', received: 'good', declined: 'quiet' } },
    customer: { reference: 'customers', otherwise: 'guest.name' },
    guest: { virtual: true, readOnly: true, parts: { name: {}, email: { format: 'email' } } },
    reason: { format: 'longText' },
    note: { format: 'longText' },
    decidedBy: { format: 'person' },
    photos: { format: 'pictures', readOnly: true },
    lines: { parts: { sku: {}, name: {}, quantity: { format: 'quantity', unitField: 'uom' } } },
  },
  show: [
    { title: 'details', fields: ['status', 'order', 'customer', 'guest', 'createdAt', 'reason'] },
    { title: 'goods', fields: ['lines'] },
    { title: 'photos', fields: ['photos'] },
    { title: 'answer', fields: ['decidedBy', 'decidedAt', 'note'] },
    { title: 'record', fields: ['updatedAt', 'revision'] },
  ],
  heavy: ['lines', 'photos', 'reason', 'note'],
  present: async (records, ctx, where, help) => {
    const named = await withGuests(records, ctx, help);
    return where === 'list'
      ? named
      : Promise.all(
          named.map(({ customer, guest, ...request }) =>
            withGoodsAndPhotos({ ...request, ...(guest ? { guest } : { customer }) }),
          ),
        );
  },
  actions: {
    accept: {
      icon: 'Check',
      when: mayBecome('accepted'),
      form: { note: { format: 'longText', maxLength: 2000, help: true } },
      run: (ctx, id, { note }) => acceptReturn(ctx, { id, ...(note ? { note: String(note) } : {}) }),
    },
    receive: {
      icon: 'RotateCcw',
      when: mayBecome('received'),
      form: takeBackForm(announced),
      run: async (ctx, id, input, { requestKey }) => {
        const { order } = await ReturnRequestModel.findById(id, { order: 1 }).orFail().lean();
        const back = { ...takenBack(String(order), input), returnRequestId: id };
        return returnOrderLines(ctx, { ...back, ...(requestKey ? { requestKey } : {}) });
      },
    },
    decline: {
      icon: 'XCircle',
      tone: 'danger',
      when: mayBecome('declined'),
      form: { note: { format: 'longText', required: true, maxLength: 2000, help: true } },
      run: (ctx, id, { note }) => declineReturn(ctx, { id, note: String(note ?? '') }),
    },
  },
});

/** Whoever ordered as a guest, as far as this person may see it on the order. */
async function withGuests(requests: PlainRecord[], ctx: RequestContext, help: PresentHelp): Promise<PlainRecord[]> {
  const resource = help.registry.byEntity('orders');
  const ofGuests = requests.filter(({ customer }) => !customer).map(({ order }) => order);
  if (!resource || ofGuests.length === 0) return requests;
  const orders = await OrderModel.find({ _id: { $in: ofGuests as never[] } }, { guest: 1 }).lean();
  const guests = new Map(
    orders.map((order) => [String(order._id), permittedValues(resource, toPlain(order), ctx.actor)['guest']]),
  );
  return requests.map((request) => ({ ...request, guest: guests.get(String(request['order'])) ?? null }));
}

/** The lines by what they are, and the photos as pictures. */
async function withGoodsAndPhotos(request: PlainRecord): Promise<PlainRecord> {
  const order = await OrderModel.findById(request['order'], { lines: 1 }).lean();
  const lines = new Map((order?.lines ?? []).map((line) => [line.lineId, line]));
  return {
    ...request,
    lines: ((request['lines'] ?? []) as PlainRecord[]).map((part) => {
      const { sku, name, uom } = lines.get(String(part['lineId'])) ?? {};
      return { ...part, sku, name, uom };
    }),
    photos: ((request['photos'] ?? []) as string[]).map((sha256) => ({ sha256, alt: '', isPrivate: true })),
  };
}
