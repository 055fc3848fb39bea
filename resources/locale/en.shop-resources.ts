import type { ResourceTexts } from './en.resources.ts';

/** Settings and mail of the shop. */
export const shopResourceTexts: Record<string, ResourceTexts> = {
  mails: {
    one: 'mail',
    many: 'mails',
    properties: {
      key: 'About',
      to: 'To',
      kind: 'Kind',
      queuedAt: 'Written',
      sentAt: 'Sent',
      problem: 'Why not',
      text: 'What it says',
      html: 'The same with layout',
      round: 'Sendings',
    },
    values: {
      state: { queued: 'On its way', sent: 'Sent', failed: 'Failed', kept: 'Kept here' },
      kind: {
        confirmation: 'Confirmation',
        changed: 'Order changed',
        shipped: 'Shipped',
        refunded: 'Refunded',
        cancelled: 'Cancelled',
        return_requested: 'Return asked for',
        return_accepted: 'Return accepted',
        return_declined: 'Return declined',
        back_in_stock: 'Back in stock',
        low_stock: 'Low stock',
      },
    },
    actions: { sendAgain: 'Send again' },
    confirm: { sendAgain: 'The mail goes to the same address once more, as it was written.' },
    done: { sendAgain: 'It is on its way.' },
    search: 'E-mail address in full',
    empty: 'No mails yet. What customers are told about their orders is kept here.',
  },
  settings: {
    one: 'settings',
    properties: {
      shopName: 'Name of the shop',
      shopAddress: 'Address of the shop',
      vatNumber: 'VAT number',
      senderEmail: 'Mails come from',
      lowStockRecipients: 'Told when stock runs low',
      vatRate: 'VAT',
      deliveryMethods: 'Ways of delivery',
      'deliveryMethods/name': 'Name',
      'deliveryMethods/price': 'Price',
      'deliveryMethods/freeFrom': 'Free from',
      unpaidGoodsADay: 'Set aside unpaid in a day, at most',
      approveWriteOffsAbove: 'Write-offs worth more than',
      approvePriceCutsAbove: 'Price cuts of more than',
      approveRefundsAbove: 'Refunds of more than',
      approveBulkAbove: 'Changes to more records at once than',
      approveRoleGrants: 'Giving roles of staff',
      payments: 'Ways to pay',
      'payments/provider': 'Way to pay',
      'payments/inShop': 'In the shop',
      'payments/shipsUnpaid': 'Ships unpaid',
      'payments/expiresAfterMinutes': 'Cancelled unpaid after',
    },
    values: {
      'payments.provider': { bank_transfer: 'Bank transfer', cash: 'Cash', card_test: 'Test card' },
    },
    help: {
      shopName: 'As it stands in mails and on papers.',
      shopAddress: 'As it stands on invoices, line by line.',
      vatNumber: 'Stands on invoices. Empty where the shop is not registered.',
      senderEmail: 'The address that mails to customers come from, and that answers reach.',
      lowStockRecipients: 'E-mail addresses, with commas between. Nobody is told where it is empty.',
      vatRate: 'Prices include it. Orders keep the rate of their day.',
      deliveryMethods:
        'Carts are shown with the first one. Prices include VAT; where goods are worth “free from” or more, delivery costs nothing.',
      unpaidGoodsADay:
        'What one customer, or the guests of one network, may order in the shop in a day without paying at once. Empty: any sum. Orders that you take down are not counted.',
      approveWriteOffsAbove:
        'At the selling price, corrections downwards included. Empty: nobody has to approve. Once a limit is set, raising it needs a second person too.',
      approvePriceCutsAbove: 'Of the price before, such as 20. Empty: nobody has to approve.',
      approveRefundsAbove:
        'Also where money goes back with a return or with fewer goods. Empty: nobody has to approve.',
      approveBulkAbove: 'Archiving, deleting and the like of a selection. Empty: nobody has to approve.',
      approveRoleGrants:
        'Somebody else has to approve each role of staff that is given, and that staff who were deactivated come in again.',
      payments:
        'Say 30 minutes, 12 hours, 7 days or never. It holds for orders placed from now on. The test card takes no real money.',
    },
  },
};
