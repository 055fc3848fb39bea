import type { ActionPreview, NamedAction } from '../../server/http/panel/resource-definition.ts';
import {
  beginErasure,
  ERASURE_REASONS,
  type ErasurePreview,
  previewErasure,
} from '../../server/modules/privacy/admin.ts';
import { en } from '../locale/en.ts';
import { counted } from './counted.ts';
import { fieldLabel, fill } from './labels.ts';

const texts = en.erasure;
const erasedName = (id: unknown): string => `erased-${id}`;

/** Taking a person's data away, with what goes and what must stay; never by one click. */
export const erasing = (resourceId: string): Record<'erase', NamedAction> => ({
  erase: {
    icon: 'UserMinus',
    tone: 'danger',
    rare: true,
    when: ({ _id, username }) => username !== erasedName(_id),
    preview: async (ctx, id) => told(resourceId, await previewErasure(ctx, id)),
    form: {
      reason: { format: 'choice', values: ERASURE_REASONS, required: true },
      ticket: { required: true, maxLength: 40, help: true },
      confirmation: { required: true },
    },
    run: (ctx, id, input) => beginErasure(ctx, id, input),
  },
});

const { one: order, many: orders } = texts.orders;
const { one: entry, many: entries } = texts.entries;

/** The same in words; what there is none of is left out. */
function told(resourceId: string, preview: ErasurePreview): ActionPreview {
  const { name, fields, orders: placed, guestOrders, openOrders, entries: inTrail, stays } = preview;
  const names = fields.map((field) => fieldLabel(resourceId, field).toLowerCase());
  return {
    goes: [
      fill(texts.record, { fields: new Intl.ListFormat('en-GB').format(names) }),
      ...(placed > 0 ? [counted(order, orders)(placed, false)] : []),
      ...(guestOrders > 0 ? [fill(texts.asGuest, { count: guestOrders })] : []),
      ...(inTrail > 0 ? [counted(entry, entries)(inTrail, false)] : []),
      texts.sessions,
    ],
    stays,
    word: name,
    ...(openOrders > 0 ? { blocked: counted(texts.open.one, texts.open.many)(openOrders, false) } : {}),
  };
}
