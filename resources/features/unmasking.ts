import { openUnmasked } from '../../server/http/panel/open-unmasked.ts';
import type { NamedAction } from '../../server/http/panel/resource-definition.ts';
import { maskPerson, UNMASK_REASONS, unmaskPerson } from '../../server/modules/privacy/admin.ts';

type Masked = Parameters<typeof unmaskPerson>[1]['entity'];

/** Opening a person's data for half an hour, with a reason and a ticket, and ending it early; offered by the page in a strip of its own. */
export const unmasking = (entity: Masked): Record<'unmask' | 'mask', NamedAction> => ({
  unmask: {
    icon: 'Eye',
    shownWhile: 'masked',
    form: {
      reason: { format: 'choice', values: UNMASK_REASONS, required: true },
      ticket: { required: true, maxLength: 40, help: true },
    },
    run: async (ctx, id, input) => {
      await unmaskPerson(ctx, { entity, id }, input);
      await openUnmasked();
    },
  },
  mask: {
    permission: 'unmask',
    icon: 'EyeOff',
    shownWhile: 'unmasked',
    run: async (ctx, id) => {
      await maskPerson(ctx, { entity, id });
      await openUnmasked();
    },
  },
});
