import { isAppError } from '../../shared/errors.ts';
import { type RequestContext, systemContext } from '../../shared/request-context.ts';
import { afterCommit, runOperation } from '../audit/index.ts';
import { type PaymentRules, SETTINGS_ID, SettingsModel, type ShopSettings } from './settings.model.ts';
import { FIRST_SETTINGS, forgetSettings } from './shop-settings.service.ts';

/**
 * Stores the settings that a new shop begins with, and the rules of payment providers that are new to it. What staff have set stays as it is.
 * Safe to run again, and on two instances at once.
 */
export async function ensureSettings(
  first: Partial<ShopSettings> & { payments: readonly PaymentRules[] },
  ctx: RequestContext = systemContext('settings', { reason: 'what a new shop begins with' }),
): Promise<void> {
  try {
    await addWhatIsMissing(ctx, first);
  } catch (error) {
    // Another instance was faster: then it is there.
    if (!isAppError(error) || error.code !== 'duplicate') throw error;
  }
}

async function addWhatIsMissing(
  ctx: RequestContext,
  first: Partial<ShopSettings> & { payments: readonly PaymentRules[] },
): Promise<void> {
  const known = await SettingsModel.findById(SETTINGS_ID).lean();
  if (!known) {
    await runOperation(ctx, { action: 'settings.new', entity: 'settings' }, async () => {
      await new SettingsModel({ ...FIRST_SETTINGS, ...first, _id: SETTINGS_ID }).save();
      afterCommit(forgetSettings);
    });
    return;
  }
  if (unknownOf(known, first.payments).length === 0) return;
  const spec = { action: 'settings.edit', entity: 'settings', entityId: String(SETTINGS_ID) };
  await runOperation(ctx, spec, async () => {
    const settings = await SettingsModel.findById(SETTINGS_ID).orFail();
    settings.set('payments', [...settings.payments, ...unknownOf(settings, first.payments)]);
    await settings.save();
    afterCommit(forgetSettings);
  });
}

function unknownOf(settings: Pick<ShopSettings, 'payments'>, rules: readonly PaymentRules[]): PaymentRules[] {
  const known = new Set(settings.payments.map(({ provider }) => provider));
  return rules.filter(({ provider }) => !known.has(provider));
}
