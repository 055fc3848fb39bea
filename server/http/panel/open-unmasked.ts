import { unmaskedRecords } from '../../modules/privacy/index.ts';
import { panelRequest } from './panel-request.ts';

/** Lets the rest of this request see what is unmasked for who asks, as it is now. */
export async function openUnmasked(): Promise<void> {
  const panel = panelRequest();
  const { unmasked: _before, ...actor } = panel.ctx.actor;
  const unmasked = await unmaskedRecords(actor);
  panel.ctx = { ...panel.ctx, actor: unmasked.size > 0 ? { ...actor, unmasked } : actor };
}
