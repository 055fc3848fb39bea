import type { ResourceTexts } from './en.resources.ts';

/** What a program may do, where the resource has no words of its own for it. */
export const scopes = {
  none: 'Choose a role first.',
  chosen: '{{count}} chosen',
  verbs: {
    list: 'read the list',
    show: 'open one',
    search: 'search',
    new: 'add',
    edit: 'change',
    delete: 'delete',
    bulkDelete: 'delete several',
    bulkEdit: 'change several',
    export: 'take out as a file',
    import: 'import',
    count: 'count',
    fill: 'fill in',
    book: 'book',
    place: 'place an order',
    requestReturn: 'ask for a return',
    readLog: 'read the signed log',
    sendMailAgain: 'send a mail again',
    availability: 'ask why it is unavailable',
    review: 'finish the counting',
    pack: 'pack',
    recordPayment: 'book a payment',
    restore: 'put an earlier version back',
    requestRestore: 'ask for an earlier version',
    requestRefund: 'ask for a refund',
    requestUndo: 'ask for something to be taken back',
  },
};

/** A secret that is told once. */
export const shownOnce = {
  title: 'Copy the secret now',
  lead: 'It is shown this once and kept nowhere.',
  label: 'Secret',
  copy: 'Copy',
  copied: 'Copied.',
  done: 'I have kept it, go on',
};

/** What the server says about who gets in. */
export const access = { managedIn: 'managed in {{where}}' };

/** Who and what else gets in. */
export const accessResourceTexts: Record<string, ResourceTexts> = {
  serviceTokens: {
    one: 'service token',
    many: 'service tokens',
    properties: {
      role: 'Works under the role',
      scopes: 'May',
      expiresInDays: 'Good for',
      expiresAt: 'Expires',
      revokedAt: 'Revoked',
      lastUsedAt: 'Last used',
      hint: 'Secret',
      state: 'State',
    },
    values: {
      role: { admin: 'Admin', inventory: 'Inventory', support: 'Support' },
      state: { active: 'Active', expired: 'Expired', revoked: 'Revoked' },
      expiresInDays: { 7: '7 days', 30: '30 days', 90: '90 days', 180: '180 days', 366: '1 year' },
    },
    help: {
      name: 'The trail calls the program by it, such as “Price labels”.',
      role: 'It never may more than this role; what you tick below narrows it further.',
      scopes: 'Tick only what the program needs. Matters of people, such as roles, are never for programs.',
      expiresInDays: 'Afterwards it opens nothing. A year is the longest.',
      hint: 'The end of it, so that you can tell which token a configuration holds.',
    },
    shownOnce:
      'The secret is shown this once. Counterfoil keeps only its digest: if it gets lost, revoke the token and make another one.',
    actions: { revoke: 'Revoke' },
    confirm: { revoke: 'The program is shut out from its next call on. This can’t be taken back.' },
    done: { revoke: 'The token is revoked.' },
    search: 'Beginning of the name',
    empty: 'No service tokens yet. A program gets in with one, by the API.',
  },
};
