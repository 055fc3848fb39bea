import { editSettings, SETTINGS_ID, SettingsModel } from '../server/modules/settings/admin.ts';
import { defineResource } from './define-resource.ts';

const money = { format: 'money' } as const;
const yesNo = { format: 'yesNo' } as const;

const SHOP = ['shopName', 'shopAddress', 'vatNumber', 'senderEmail', 'lowStockRecipients'];
const APPROVALS = [
  'approveWriteOffsAbove',
  'approvePriceCutsAbove',
  'approveRefundsAbove',
  'approveBulkAbove',
  'approveRoleGrants',
];

export const settings = defineResource({
  model: SettingsModel,
  group: 'shop',
  icon: 'Settings',
  titleFields: ['shopName'],
  title: ({ shopName }) => String(shopName ?? ''),
  list: ['shopName', 'senderEmail', 'vatRate'],
  filters: [],
  landing: `/records/${String(SETTINGS_ID)}/show`,
  writes: { new: false, edit: true, delete: false },
  fields: {
    shopName: { help: true },
    shopAddress: { format: 'longText', help: true },
    vatNumber: { help: true },
    senderEmail: { format: 'email', help: true },
    lowStockRecipients: { format: 'list', help: true },
    vatRate: { format: 'percent', required: true, help: true },
    deliveryMethods: {
      format: 'rows',
      help: true,
      parts: { id: { hidden: true }, name: { maxLength: 120 }, price: money, freeFrom: money },
    },
    unpaidGoodsADay: { ...money, help: true },
    approveWriteOffsAbove: { ...money, help: true },
    approvePriceCutsAbove: { format: 'percent', help: true },
    approveRefundsAbove: { ...money, help: true },
    approveBulkAbove: { help: true },
    approveRoleGrants: { help: true },
    payments: {
      format: 'rows',
      fixedRows: true,
      help: true,
      parts: {
        provider: { format: 'choice', readOnly: true },
        inShop: yesNo,
        shipsUnpaid: yesNo,
        expiresAfterMinutes: { format: 'duration' },
      },
    },
  },
  show: [
    { title: 'shop', fields: SHOP },
    { title: 'prices', fields: ['vatRate', 'deliveryMethods'] },
    { title: 'ways', fields: ['payments', 'unpaidGoodsADay'] },
    { title: 'approvals', fields: APPROVALS },
    { title: 'record', fields: ['updatedAt', 'revision'] },
  ],
  form: [
    { title: 'shop', fields: SHOP },
    { title: 'prices', fields: ['vatRate', 'deliveryMethods'] },
    { title: 'ways', fields: ['payments', 'unpaidGoodsADay'] },
    { title: 'approvals', fields: APPROVALS },
  ],
  update: (ctx, _id, changes, revision) => editSettings(ctx, { revision, changes }),
});
