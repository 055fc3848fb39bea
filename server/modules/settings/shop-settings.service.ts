import { keptForASecond } from '../../platform/kept-for-a-second.ts';
import { SETTINGS_ID, SettingsModel, type ShopSettings, UNPAID_GOODS_A_DAY } from './settings.model.ts';

/** What a shop begins with; `ensureSettings` stores it where there is nothing yet. */
export const FIRST_SETTINGS: ShopSettings = {
  shopName: 'Counterfoil',
  shopAddress: '',
  vatNumber: '',
  senderEmail: 'shop@counterfoil.test',
  vatRate: 2_000,
  deliveryMethods: [
    { id: 'standard', name: 'Standard delivery', price: 395, freeFrom: 5_000 },
    { id: 'express', name: 'Express delivery', price: 895, freeFrom: null },
    { id: 'collect', name: 'Collect from the shop', price: 0, freeFrom: null },
  ],
  payments: [],
  unpaidGoodsADay: UNPAID_GOODS_A_DAY,
  lowStockRecipients: [],
  approveWriteOffsAbove: null,
  approvePriceCutsAbove: null,
  approveBulkAbove: null,
  approveRefundsAbove: null,
  approveRoleGrants: false,
};

const kept = keptForASecond(async (): Promise<ShopSettings> => {
  // Never in the transaction of whoever happens to ask first: others wait for the same answer.
  const stored = await SettingsModel.findById(SETTINGS_ID).session(null).lean();
  // What a record of an earlier version does not say yet is as at the beginning.
  return { ...FIRST_SETTINGS, ...stored };
});

/** The shop's settings, at most a second old. */
export const shopSettings = (): Promise<ShopSettings> => kept.get();

/** Reads them again the next time: they were changed here. */
export const forgetSettings = (): void => kept.forget();
