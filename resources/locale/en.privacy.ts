import type { ResourceTexts } from './en.resources.ts';

const unmasking = {
  actions: { unmask: 'Show personal data', mask: 'Mask again' },
  confirm: {
    unmask:
      'Name, address and the like are shown to you for 30 minutes, in everything that is about this person. It goes on record with reason and ticket.',
    mask: 'What is about this person is masked again at once.',
  },
  done: { unmask: 'Personal data is shown for 30 minutes.', mask: 'Personal data is masked again.' },
  inputs: { 'unmask.reason': 'Why', 'unmask.ticket': 'Ticket number' },
  inputHelp: { 'unmask.ticket': 'Such as T-2041.' },
} satisfies ResourceTexts;

/** What an erasure would take away. */
export const erasure = {
  record: 'From the record: {{fields}}',
  orders: {
    one: 'order loses its names, addresses, notes and reasons',
    many: 'orders lose their names, addresses, notes and reasons',
  },
  asGuest: 'Of these, {{count}} placed as a guest under one of their addresses',
  entries: {
    one: 'entry of the trail loses what it tells of this person',
    many: 'entries of the trail lose what they tell of this person',
  },
  sessions: 'Their mails, carts and notices; they are signed out and can’t sign in any more',
  open: {
    one: 'order of theirs is still open. Complete or cancel it first.',
    many: 'orders of theirs are still open. Complete or cancel them first.',
  },
};

const erasing = {
  actions: { erase: 'Erase personal data' },
  confirm: { erase: 'This can’t be taken back, by anybody. It goes on record with reason and ticket.' },
  done: { erase: 'The person is erased. What the trail tells of them follows within a few minutes, on record.' },
  inputs: { 'erase.reason': 'Why', 'erase.ticket': 'Ticket number' },
  inputHelp: { 'erase.ticket': 'Such as T-2041.' },
} satisfies ResourceTexts;

/** The texts of a resource whose people can be erased. */
export const withErasing = (texts: ResourceTexts): ResourceTexts => ({
  ...texts,
  actions: { ...texts.actions, ...erasing.actions },
  confirm: { ...texts.confirm, ...erasing.confirm },
  done: { ...texts.done, ...erasing.done },
  inputs: { ...texts.inputs, ...erasing.inputs },
  inputHelp: { ...texts.inputHelp, ...erasing.inputHelp },
});

/** The texts of a resource whose personal fields can be unmasked. */
export const withUnmasking = (texts: ResourceTexts): ResourceTexts => ({
  ...texts,
  actions: { ...texts.actions, ...unmasking.actions },
  confirm: { ...texts.confirm, ...unmasking.confirm },
  done: { ...texts.done, ...unmasking.done },
  inputs: { ...texts.inputs, ...unmasking.inputs },
  inputHelp: { ...texts.inputHelp, ...unmasking.inputHelp },
});
