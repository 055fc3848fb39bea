// The settings module's door for the panel.
export { editSettings } from './edit-settings.use-case.ts';
export { SETTINGS_ID, SettingsModel } from './settings.model.ts';
export { shopSettings } from './shop-settings.service.ts';
