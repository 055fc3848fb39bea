// The settings module's door: what staff can set of the shop, read by everyone who needs it.
export { editSettings } from './edit-settings.use-case.ts';
export { ensureSettings } from './ensure-settings.use-case.ts';
export type { DeliveryMethod, PaymentRules, ShopSettings } from './settings.model.ts';
export { shopSettings } from './shop-settings.service.ts';
