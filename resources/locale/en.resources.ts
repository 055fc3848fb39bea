import { accessResourceTexts } from './en.access.ts';
import { approvalResourceTexts } from './en.approvals.ts';
import { operationResourceTexts } from './en.operations.ts';
import { orderResourceTexts, STATES } from './en.order-resources.ts';
import { withErasing, withUnmasking } from './en.privacy.ts';
import { shopResourceTexts } from './en.shop-resources.ts';
import { stockResourceTexts } from './en.stock-resources.ts';

export type ResourceTexts = {
  /** What one record is called. */
  one?: string;
  /** Several, where that is another word than the list's name. */
  many?: string;
  /** Parts of a field are written `totals/vat`. */
  properties?: Record<string, string>;
  /** What the values of a choice are called. */
  values?: Record<string, Record<string, string>>;
  help?: Record<string, string>;
  actions?: Record<string, string>;
  /** What a named action says before it is carried out, and after. */
  confirm?: Record<string, string>;
  done?: Record<string, string>;
  /** Inputs of named actions: `<action>.<input>`. */
  inputs?: Record<string, string>;
  inputHelp?: Record<string, string>;
  search?: string;
  empty?: string;
  /** What is said with a secret that is told once. */
  shownOnce?: string;
};

const people: ResourceTexts = {
  properties: {
    name: 'Name',
    firstName: 'First name',
    lastName: 'Last name',
    username: 'Username',
    roles: 'Roles',
    subject: 'Sign-in id',
    rolesManaged: 'Roles are',
    isActive: 'Active',
  },
  values: { roles: { admin: 'Admin', inventory: 'Inventory', support: 'Support', shopper: 'Shopper' } },
  help: {
    username: 'Made from the e-mail address where it is left empty.',
    roles: 'What this person may do. It holds from their next click on.',
    isActive: 'Whoever is not active is signed out and can’t sign in.',
    subject: 'The identity provider’s id of this person; empty until the first sign-in.',
  },
  actions: {
    changeRoles: 'Change roles',
    signOutEverywhere: 'Sign out everywhere',
    deactivate: 'Deactivate',
    activate: 'Activate',
  },
  confirm: {
    changeRoles: 'The new roles hold from this person’s next click on.',
    signOutEverywhere: 'All sessions of this person end, in the panel and in the shop.',
    deactivate: 'This person is signed out and can’t sign in any more. Orders and history stay.',
    activate: 'This person can sign in again.',
  },
  done: {
    changeRoles: 'The roles are changed.',
    signOutEverywhere: 'All sessions are ended.',
    deactivate: 'Deactivated.',
    activate: 'Activated.',
  },
  inputs: { 'changeRoles.roles': 'Roles' },
  inputHelp: { 'changeRoles.roles': 'Choose all that apply.' },
  search: 'Username, name, or a full e-mail address',
};

export const resourceTexts: Record<string, ResourceTexts> = {
  products: {
    one: 'product',
    properties: {
      images: 'Pictures',
      available: 'Available',
      quantity: 'On hand',
      reserved: 'Reserved',
      held: 'Held',
      stock: 'Stock',
      lowStockThreshold: 'Low from',
      lastStockDate: 'Last delivery',
      bookName: 'Name in the books',
      slug: 'Address in the shop',
      attributes: 'Attributes',
      family: 'Family',
      shelf: 'Shelf',
      lists: 'Lists it stands in',
      words: 'Words it is found by',
    },
    values: {
      status: { draft: 'Draft', active: 'On sale', archived: 'Archived' },
      stock: { in_stock: 'In stock', low: 'Low', sold_out: 'Sold out' },
      uom: { piece: 'piece', pair: 'pair', set: 'set', box: 'box', g: 'g', kg: 'kg', m: 'm', l: 'l' },
    },
    help: {
      price: 'For one unit, VAT included, such as 2.55.',
      uom: 'What one unit is. Quantities in kg, m and l have decimals.',
      slug: 'Made from the name where it is left empty. Changing it breaks links.',
      quantity: 'What is on the shelf: the sum of all stock movements.',
      reserved: 'Promised to open orders.',
      held: 'On hand but not for sale, such as returns that wait for a look.',
      available: 'On hand, less what is reserved and held.',
      lowStockThreshold: 'From here down the product counts as low.',
      bookName: 'As the trade files write it.',
      barcode: 'What the scanner reads.',
      shelf: 'Where it stands; pick lists are sorted by it.',
      family: 'Products of one family are shown together: colours, sizes.',
      attributes: 'Anything else that is worth knowing, as name and value.',
      images: 'The first picture stands for the product.',
    },
    actions: {
      receive: 'Receive',
      writeOff: 'Write off',
      correct: 'Correct stock',
      hold: 'Hold for inspection',
      release: 'Release held goods',
      stockCard: 'Stock card',
      activate: 'Put on sale',
      archive: 'Archive',
    },
    confirm: {
      receive: 'Books goods in. The movement stays on the stock card for ever.',
      writeOff: 'Takes broken or lost goods off the books. What is promised to open orders can’t be written off.',
      correct: 'Sets a wrong booking right by a counter-movement; the wrong one stays.',
      hold: 'Takes goods off sale until somebody has looked at them. They stay on hand.',
      release: 'Puts held goods back on sale.',
      activate: 'The shop shows it from now on.',
      archive: 'The shop no longer shows it. Its history stays.',
    },
    done: {
      receive: 'The goods are booked in.',
      writeOff: 'The goods are written off.',
      correct: 'The stock is corrected.',
      hold: 'The goods are held.',
      release: 'The goods are on sale again.',
      activate: 'It is on sale.',
      archive: 'It is archived.',
    },
    inputs: {
      'receive.quantity': 'Quantity received',
      'receive.reference': 'Delivery note',
      'receive.note': 'Note',
      'writeOff.quantity': 'Quantity',
      'writeOff.note': 'Why',
      'correct.delta': 'Difference',
      'correct.note': 'Why',
      'hold.quantity': 'Quantity',
      'hold.note': 'Why',
      'release.quantity': 'Quantity',
      'release.note': 'What was found',
    },
    inputHelp: {
      'receive.reference': 'The number on the supplier’s paper.',
      'writeOff.note': 'A few words: what happened.',
      'correct.delta': 'What is to be added; with a minus, what is to be taken away.',
      'correct.note': 'A few words: what was wrong.',
    },
    search: 'Words of the name, SKU or barcode',
    empty: 'No products yet. Import trade files or add the first one.',
  },
  categories: {
    one: 'category',
    properties: { parent: 'Below', slug: 'Address in the shop' },
    help: {
      slug: 'Made from the name where it is left empty. Changing it breaks links.',
      parent: 'The category it stands below; none for a main category.',
    },
    search: 'Beginning of the name',
  },
  suppliers: {
    one: 'supplier',
    properties: { leadTimeDays: 'Lead time (days)' },
    help: { leadTimeDays: 'From order to delivery.' },
    search: 'Beginning of the name',
    empty: 'No suppliers yet.',
  },
  ...stockResourceTexts,
  ...orderResourceTexts,
  orders: withUnmasking(orderResourceTexts['orders'] ?? {}),
  ...operationResourceTexts,
  ...shopResourceTexts,
  mails: withUnmasking(shopResourceTexts['mails'] ?? {}),
  ...accessResourceTexts,
  ...approvalResourceTexts,
  adjustments: {
    one: 'adjustment',
    properties: { name: 'Number', label: 'What for' },
    values: {
      kind: {
        delivery: 'Delivery',
        discount: 'Discount',
        manual: 'Manual entry',
        fee: 'Fee',
        'bank-charge': 'Bank charge',
        sample: 'Sample',
        voucher: 'Voucher',
        commission: 'Commission',
        'bad-debt': 'Bad debt',
        service: 'Service',
      },
    },
    search: 'Number in full',
    empty: 'No adjustments yet.',
  },
  carts: {
    one: 'cart',
    properties: {
      owner: 'Customer',
      ownerName: 'Owner',
      items: 'Lines',
      expiresAt: 'Cleared on',
      updatedAt: 'Last used',
    },
    search: 'User id',
  },
  staff: { ...withErasing(withUnmasking(people)), one: 'staff member' },
  customers: {
    ...withErasing(withUnmasking(people)),
    one: 'customer',
    properties: {
      ...people.properties,
      orders: 'Latest orders',
      payments: 'Payments for these orders',
      'orders/order': 'Order',
      'orders/gross': 'Total',
      'orders/paymentStatus': 'Payment',
      'orders/fulfilmentStatus': 'Fulfilment',
      'payments/createdAt': 'Date',
      'payments/provider': 'Way',
      'orderNotes/at': 'When',
      'orderNotes/by': 'Who',
      'orderNotes/text': 'Note',
      orderNotes: 'Notes on their orders',
      signIns: 'Latest sign-ins',
      'signIns/createdAt': 'When',
      'signIns/ip': 'Address (IP)',
    },
    values: {
      ...people.values,
      'orders.status': STATES.status,
      'orders.paymentStatus': STATES.paymentStatus,
      'orders.fulfilmentStatus': STATES.fulfilmentStatus,
      'payments.status': STATES.payment,
      'payments.provider': STATES.provider,
    },
  },
  auditLogs: {
    one: 'entry',
    many: 'entries',
    properties: {
      sentence: 'What happened',
      what: 'Record',
      changes: 'What changed',
      about: 'Show',
      kind: 'Kind',
      entity: 'Of',
      entityId: 'Record id',
      performedBy: 'Who',
      'performedBy/id': 'Who (id)',
      role: 'Role',
      userAgent: 'Browser',
      source: 'Through',
      requestId: 'Request',
      operationId: 'Operation',
      logIndex: 'Place in the log',
      count: 'How often',
      createdAt: 'When',
      cause: 'Why not',
      detail: 'Details',
      revision: 'Version',
      reason: 'Reason given',
    },
    values: {
      role: { admin: 'Admin', inventory: 'Inventory', support: 'Support', shopper: 'Shopper' },
      source: {
        panel: 'Panel',
        api: 'API',
        shop: 'Shop',
        job: 'Job',
        script: 'Script',
        import: 'Import',
        seed: 'Demo data',
      },
      about: {
        events: 'All but reading',
        changes: 'Changes',
        refusals: 'Refused and failed',
        reading: 'Who looked',
        'sign-ins': 'Sign-ins',
        outside: 'Changed outside',
      },
      outcome: { done: 'Done', refused: 'Refused', failed: 'Failed' },
      kind: {
        change: 'Change',
        action: 'Action',
        refusal: 'Refusal',
        access: 'Reading',
        'sign-in': 'Sign-in',
        outside: 'Outside change',
      },
      entity: {
        products: 'Products',
        categories: 'Categories',
        suppliers: 'Suppliers',
        deliveries: 'Deliveries',
        counts: 'Counts',
        orders: 'Orders',
        payments: 'Payments',
        users: 'People',
        stockMovements: 'Stock movements',
        auditLogs: 'Audit trail',
        operations: 'Operations',
        panel: 'The panel',
        requests: 'Requests',
        carts: 'Carts',
        settings: 'Settings',
        serviceTokens: 'Service tokens',
        approvals: 'Approvals',
        mails: 'Mail',
      },
    },
    search: 'Id of a record, request, operation or person',
    empty: 'Nothing fits.',
  },
};
