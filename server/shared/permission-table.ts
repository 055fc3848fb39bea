/*
 * THE permission table: who may do what to which record, and who sees which field. Whatever has no line here is refused.
 * Panel, API and services all ask permissions.policy.ts, which reads it; conditions are given their meaning there.
 *
 * In an action's line:  yes | no | a condition on the record, by its name.
 * In a field's line:    edit = sees and edits, see = sees, mask = sees that there is something, not what, no = never gets it.
 * '*' stands for every field that has no line of its own. Fields that only services write (stock figures, states) are `see`.
 * A person with several roles may do what any of them may; of fields they get what the roles give that may `show` every record.
 *
 * It is longer than other files are here, and stays one: who compares what two roles may, or reviews a change of rights, reads one page from
 * top to bottom, and a resource whose lines stood elsewhere would be the one that is forgotten.
 */

export type ConditionName =
  | 'if own'
  | 'if own before packing'
  | 'if before packing'
  | 'if on sale'
  | 'if on stock'
  | 'if own or on stock';
export type ActionCell = 'yes' | 'no' | ConditionName;
export type FieldCell = 'edit' | 'see' | 'mask' | 'no';
/** One cell per role, in the order of ROLES. */
type Row<Cell> = readonly [admin: Cell, inventory: Cell, support: Cell, shopper: Cell];
export type Rules = {
  /** The field that says whose record it is, where a condition asks for that. */
  owner?: string;
  actions: Record<string, Row<ActionCell>>;
  fields: Record<string, Row<FieldCell>>;
};

// biome-ignore format: the columns make it a table
export const PERMISSIONS = {
  products: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'yes',     'yes',     'if on sale'],
      show:            ['yes', 'yes',     'yes',     'if on sale'],
      search:          ['yes', 'yes',     'yes',     'if on sale'],
      new:             ['yes', 'yes',     'no',      'no'],
      edit:            ['yes', 'yes',     'no',      'no'],
      archive:         ['yes', 'yes',     'no',      'no'],
      delete:          ['yes', 'yes',     'no',      'no'],
      bulkDelete:      ['yes', 'yes',     'no',      'no'],
      bulkEdit:        ['yes', 'yes',     'no',      'no'],
      export:          ['yes', 'yes',     'yes',     'no'],
      import:          ['yes', 'yes',     'no',      'no'],
      receive:         ['yes', 'yes',     'no',      'no'],
      writeOff:        ['yes', 'yes',     'no',      'no'],
      count:           ['yes', 'yes',     'no',      'no'],
      correct:         ['yes', 'yes',     'no',      'no'],
      stockCard:       ['yes', 'yes',     'yes',     'no'],
      availability:    ['yes', 'yes',     'yes',     'no'],
      restore:         ['yes', 'yes',     'no',      'no'],
      requestRestore:  ['yes', 'yes',     'yes',     'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['edit', 'edit',   'see',     'no'],
      _id:             ['see',  'see',    'see',     'see'],
      name:            ['edit', 'edit',   'see',     'see'],
      sku:             ['edit', 'edit',   'see',     'see'],
      slug:            ['edit', 'edit',   'see',     'see'],
      description:     ['edit', 'edit',   'see',     'see'],
      category:        ['edit', 'edit',   'see',     'see'],
      uom:             ['edit', 'edit',   'see',     'see'],
      price:           ['edit', 'edit',   'see',     'see'],
      images:          ['edit', 'edit',   'see',     'see'],
      family:          ['edit', 'edit',   'see',     'see'],
      attributes:      ['edit', 'edit',   'see',     'see'],
      available:       ['see',  'see',    'see',     'see'],
      availability:    ['see',  'see',    'see',     'see'],
      quantity:        ['see',  'see',    'see',     'no'],
      reserved:        ['see',  'see',    'see',     'no'],
      held:            ['see',  'see',    'see',     'no'],
      lastStockDate:   ['see',  'see',    'see',     'no'],
      bookName:        ['see',  'see',    'see',     'no'],
      stockSeq:        ['see',  'see',    'see',     'no'],
      lists:           ['see',  'see',    'see',     'no'],
      words:           ['see',  'see',    'see',     'no'],
      revision:        ['see',  'see',    'see',     'no'],
      createdAt:       ['see',  'see',    'see',     'no'],
      updatedAt:       ['see',  'see',    'see',     'no'],
      demo:            ['see',  'see',    'see',     'no'],
    },
  },

  categories: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'yes',     'yes',     'yes'],
      show:            ['yes', 'yes',     'yes',     'yes'],
      search:          ['yes', 'yes',     'yes',     'yes'],
      new:             ['yes', 'yes',     'no',      'no'],
      edit:            ['yes', 'yes',     'no',      'no'],
      delete:          ['yes', 'yes',     'no',      'no'],
      bulkDelete:      ['yes', 'yes',     'no',      'no'],
      export:          ['yes', 'yes',     'yes',     'no'],
      restore:         ['yes', 'yes',     'no',      'no'],
      requestRestore:  ['yes', 'yes',     'yes',     'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['edit', 'edit',   'see',     'see'],
    },
  },

  suppliers: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'yes',     'yes',     'no'],
      show:            ['yes', 'yes',     'yes',     'no'],
      search:          ['yes', 'yes',     'yes',     'no'],
      new:             ['yes', 'yes',     'no',      'no'],
      edit:            ['yes', 'yes',     'no',      'no'],
      delete:          ['yes', 'yes',     'no',      'no'],
      bulkDelete:      ['yes', 'yes',     'no',      'no'],
      export:          ['yes', 'yes',     'no',      'no'],
      restore:         ['yes', 'yes',     'no',      'no'],
      requestRestore:  ['yes', 'yes',     'yes',     'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['edit', 'edit',   'see',     'no'],
    },
  },

  deliveries: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'yes',     'yes',     'no'],
      show:            ['yes', 'yes',     'yes',     'no'],
      search:          ['yes', 'yes',     'yes',     'no'],
      new:             ['yes', 'yes',     'no',      'no'],
      edit:            ['yes', 'yes',     'no',      'no'],
      delete:          ['yes', 'yes',     'no',      'no'],
      bulkDelete:      ['yes', 'yes',     'no',      'no'],
      fill:            ['yes', 'yes',     'no',      'no'],
      book:            ['yes', 'yes',     'no',      'no'],
      close:           ['yes', 'yes',     'no',      'no'],
      export:          ['yes', 'yes',     'yes',     'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['see', 'see',     'see',     'no'],
      supplier:        ['edit', 'edit',   'see',     'no'],
      reference:       ['edit', 'edit',   'see',     'no'],
      expectedOn:      ['edit', 'edit',   'see',     'no'],
      note:            ['edit', 'edit',   'see',     'no'],
    },
  },

  counts: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'yes',     'yes',     'no'],
      show:            ['yes', 'yes',     'yes',     'no'],
      search:          ['yes', 'yes',     'yes',     'no'],
      new:             ['yes', 'yes',     'no',      'no'],
      delete:          ['yes', 'yes',     'no',      'no'],
      bulkDelete:      ['yes', 'yes',     'no',      'no'],
      fill:            ['yes', 'yes',     'no',      'no'],
      review:          ['yes', 'yes',     'no',      'no'],
      book:            ['yes', 'yes',     'no',      'no'],
      export:          ['yes', 'yes',     'yes',     'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['see', 'see',     'see',     'no'],
      name:            ['edit', 'edit',   'see',     'no'],
      shelf:           ['edit', 'edit',   'see',     'no'],
      category:        ['edit', 'edit',   'see',     'no'],
      blind:           ['edit', 'edit',   'see',     'no'],
      note:            ['edit', 'edit',   'see',     'no'],
    },
  },

  stockMovements: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'yes',     'yes',     'no'],
      show:            ['yes', 'yes',     'yes',     'no'],
      search:          ['yes', 'yes',     'yes',     'no'],
      export:          ['yes', 'yes',     'yes',     'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['see', 'see',     'see',     'no'],
    },
  },

  orders: {
    owner: 'customer',
    actions: { // admin   inventory  support                  shopper
      list:            ['yes', 'yes',     'yes',                   'if own'],
      show:            ['yes', 'yes',     'yes',                   'if own'],
      search:          ['yes', 'yes',     'yes',                   'no'],
      export:          ['yes', 'no',      'yes',                   'no'],
      place:           ['yes', 'no',      'no',                    'yes'],
      addNote:         ['yes', 'yes',     'yes',                   'no'],
      changeAddress:   ['yes', 'no',      'if before packing',     'if own before packing'],
      changeLines:     ['yes', 'no',      'no',                    'no'],
      cancel:          ['yes', 'no',      'if before packing',     'if own before packing'],
      pack:            ['yes', 'yes',     'no',                    'no'],
      ship:            ['yes', 'yes',     'no',                    'no'],
      deliver:         ['yes', 'yes',     'no',                    'no'],
      pay:             ['if own', 'if own', 'if own',              'if own'],
      requestReturn:   ['yes', 'no',      'yes',                   'if own'],
      receiveReturn:   ['yes', 'yes',     'no',                    'no'],
      recordPayment:   ['yes', 'no',      'no',                    'no'],
      refund:          ['yes', 'no',      'no',                    'no'],
      requestRefund:   ['yes', 'no',      'yes',                   'no'],
      sendMailAgain:   ['yes', 'no',      'yes',                   'no'],
      unmask:          ['yes', 'no',      'yes',                   'no'],
      restore:         ['yes', 'no',      'no',                    'no'],
      requestRestore:  ['yes', 'no',      'yes',                   'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['see', 'see',     'see',     'no'],
      address:         ['edit', 'see',    'mask',    'edit'],
      guest:           ['see', 'mask',    'mask',    'see'],
      _id:             ['see', 'see',     'see',     'see'],
      name:            ['see', 'see',     'see',     'see'],
      customer:        ['see', 'see',     'see',     'see'],
      date:            ['see', 'see',     'see',     'see'],
      status:          ['see', 'see',     'see',     'see'],
      paymentStatus:   ['see', 'see',     'see',     'see'],
      fulfilmentStatus:['see', 'see',     'see',     'see'],
      lines:           ['see', 'see',     'see',     'see'],
      currency:        ['see', 'see',     'see',     'see'],
      totals:          ['see', 'see',     'see',     'see'],
      shipments:       ['see', 'see',     'see',     'see'],
    },
  },

  returnRequests: {
    owner: 'customer',
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'yes',     'yes',     'if own'],
      show:            ['yes', 'yes',     'yes',     'if own'],
      search:          ['yes', 'yes',     'yes',     'no'],
      export:          ['yes', 'no',      'yes',     'no'],
      accept:          ['yes', 'no',      'yes',     'no'],
      decline:         ['yes', 'no',      'yes',     'no'],
      receive:         ['yes', 'yes',     'no',      'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['see', 'see',     'see',     'no'],
      _id:             ['see', 'see',     'see',     'see'],
      name:            ['see', 'see',     'see',     'see'],
      order:           ['see', 'see',     'see',     'see'],
      customer:        ['see', 'see',     'see',     'see'],
      lines:           ['see', 'see',     'see',     'see'],
      reason:          ['see', 'see',     'see',     'see'],
      photos:          ['see', 'see',     'see',     'see'],
      status:          ['see', 'see',     'see',     'see'],
      note:            ['see', 'see',     'see',     'see'],
      createdAt:       ['see', 'see',     'see',     'see'],
    },
  },

  adjustments: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'no',      'yes',     'no'],
      show:            ['yes', 'no',      'yes',     'no'],
      search:          ['yes', 'no',      'yes',     'no'],
      export:          ['yes', 'no',      'no',      'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['see', 'no',      'see',     'no'],
    },
  },

  payments: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'no',      'yes',     'no'],
      show:            ['yes', 'no',      'yes',     'no'],
      search:          ['yes', 'no',      'yes',     'no'],
      export:          ['yes', 'no',      'no',      'no'],
      capture:         ['yes', 'no',      'no',      'no'],
      refund:          ['yes', 'no',      'no',      'no'],
      requestRefund:   ['yes', 'no',      'yes',     'no'],
    },
    fields: {  // admin   inventory  support    shopper
      _id:             ['see', 'no',      'see',     'no'],
      order:           ['see', 'no',      'see',     'no'],
      provider:        ['see', 'no',      'see',     'no'],
      amount:          ['see', 'no',      'see',     'no'],
      refunded:        ['see', 'no',      'see',     'no'],
      refunds:         ['see', 'no',      'see',     'no'],
      currency:        ['see', 'no',      'see',     'no'],
      status:          ['see', 'no',      'see',     'no'],
      reference:       ['see', 'no',      'see',     'no'],
      idempotencyKey:  ['see', 'no',      'no',      'no'],
      revision:        ['see', 'no',      'see',     'no'],
      createdAt:       ['see', 'no',      'see',     'no'],
      updatedAt:       ['see', 'no',      'see',     'no'],
      demo:            ['see', 'no',      'see',     'no'],
    },
  },

  settings: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'no',      'yes',     'no'],
      show:            ['yes', 'no',      'yes',     'no'],
      search:          ['yes', 'no',      'yes',     'no'],
      edit:            ['yes', 'no',      'no',      'no'],
      restore:         ['yes', 'no',      'no',      'no'],
      requestRestore:  ['yes', 'no',      'yes',     'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['edit', 'no',     'see',     'no'],
    },
  },

  mails: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'no',      'yes',     'no'],
      show:            ['yes', 'no',      'yes',     'no'],
      search:          ['yes', 'no',      'yes',     'no'],
      export:          ['yes', 'no',      'no',      'no'],
      sendAgain:       ['yes', 'no',      'yes',     'no'],
      unmask:          ['yes', 'no',      'yes',     'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['see', 'no',      'see',     'no'],
      to:              ['see', 'no',      'mask',    'no'],
      text:            ['see', 'no',      'mask',    'no'],
      html:            ['see', 'no',      'mask',    'no'],
    },
  },

  carts: {
    owner: 'owner',
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'no',      'yes',     'no'],
      show:            ['yes', 'no',      'yes',     'if own'],
      search:          ['yes', 'no',      'yes',     'no'],
      export:          ['yes', 'no',      'no',      'no'],
      edit:            ['no',  'no',      'no',      'if own'],
    },
    fields: {  // admin   inventory  support    shopper
      _id:             ['see', 'no',      'see',     'see'],
      owner:           ['see', 'no',      'see',     'see'],
      lines:           ['see', 'no',      'see',     'edit'],
      expiresAt:       ['see', 'no',      'see',     'see'],
      createdAt:       ['see', 'no',      'see',     'no'],
      updatedAt:       ['see', 'no',      'see',     'no'],
    },
  },

  users: {
    owner: '_id',
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'no',      'yes',     'no'],
      show:            ['yes', 'no',      'yes',     'if own'],
      search:          ['yes', 'no',      'yes',     'no'],
      new:             ['yes', 'no',      'no',      'no'],
      edit:            ['yes', 'no',      'no',      'if own'],
      delete:          ['yes', 'no',      'no',      'no'],
      bulkDelete:      ['yes', 'no',      'no',      'no'],
      export:          ['yes', 'no',      'no',      'no'],
      deactivate:      ['yes', 'no',      'no',      'no'],
      activate:        ['yes', 'no',      'no',      'no'],
      changeRoles:     ['yes', 'no',      'no',      'no'],
      signOutEverywhere:['yes', 'if own', 'if own',  'if own'],
      unmask:          ['yes', 'no',      'yes',     'no'],
      erase:           ['yes', 'no',      'no',      'no'],
      restore:         ['yes', 'no',      'no',      'no'],
      requestRestore:  ['yes', 'no',      'yes',     'no'],
    },
    fields: {  // admin   inventory  support    shopper
      _id:             ['see',  'no',     'see',     'see'],
      username:        ['edit', 'no',     'see',     'see'],
      firstName:       ['edit', 'no',     'mask',    'edit'],
      lastName:        ['edit', 'no',     'mask',    'edit'],
      email:           ['edit', 'no',     'mask',    'see'],
      mobile:          ['edit', 'no',     'mask',    'edit'],
      country:         ['edit', 'no',     'see',     'edit'],
      isActive:        ['see',  'no',     'see',     'no'],
      roles:           ['see',  'no',     'see',     'no'],
      subject:         ['see',  'no',     'no',      'no'],
      demo:            ['see',  'no',     'see',     'no'],
      revision:        ['see',  'no',     'see',     'see'],
      createdAt:       ['see',  'no',     'see',     'see'],
      updatedAt:       ['see',  'no',     'see',     'no'],
    },
  },

  serviceTokens: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'no',      'yes',     'no'],
      show:            ['yes', 'no',      'yes',     'no'],
      search:          ['yes', 'no',      'yes',     'no'],
      new:             ['yes', 'no',      'no',      'no'],
      revoke:          ['yes', 'no',      'no',      'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['edit', 'no',     'see',     'no'],
    },
  },

  auditLogs: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'no',      'yes',     'no'],
      show:            ['yes', 'no',      'yes',     'no'],
      search:          ['yes', 'no',      'yes',     'no'],
      export:          ['yes', 'no',      'yes',     'no'],
      readLog:         ['yes', 'no',      'yes',     'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['see', 'no',      'see',     'no'],
    },
  },

  approvals: {
    owner: 'requester',
    actions: { // admin   inventory                support    shopper
      list:            ['yes',    'if own or on stock',   'yes',     'no'],
      show:            ['yes',    'if own or on stock',   'yes',     'no'],
      search:          ['yes',    'if own or on stock',   'yes',     'no'],
      export:          ['yes',    'no',                   'yes',     'no'],
      approve:         ['yes',    'if on stock',          'no',      'no'],
      decline:         ['yes',    'if on stock',          'no',      'no'],
      confirmAlone:    ['if own', 'if own',               'no',      'no'],
      cancel:          ['if own', 'if own',               'if own',  'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['see', 'see',     'see',     'no'],
    },
  },

  operations: {
    actions: { // admin   inventory  support    shopper
      list:            ['yes', 'yes',     'yes',     'no'],
      show:            ['yes', 'yes',     'yes',     'no'],
      search:          ['yes', 'yes',     'yes',     'no'],
      export:          ['yes', 'no',      'no',      'no'],
      import:          ['yes', 'no',      'no',      'no'],
      resume:          ['yes', 'if on stock', 'no',  'no'],
      undo:            ['yes', 'if on stock', 'no',  'no'],
      requestUndo:     ['yes', 'yes',     'yes',     'no'],
    },
    fields: {  // admin   inventory  support    shopper
      '*':             ['see', 'see',     'see',     'no'],
    },
  },
} as const satisfies Record<string, Rules>;
