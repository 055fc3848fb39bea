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

/** The texts of a resource whose personal fields can be unmasked. */
export const withUnmasking = (texts: ResourceTexts): ResourceTexts => ({
  ...texts,
  actions: { ...texts.actions, ...unmasking.actions },
  confirm: { ...texts.confirm, ...unmasking.confirm },
  done: { ...texts.done, ...unmasking.done },
  inputs: { ...texts.inputs, ...unmasking.inputs },
  inputHelp: { ...texts.inputHelp, ...unmasking.inputHelp },
});
