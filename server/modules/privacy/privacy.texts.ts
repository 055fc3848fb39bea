/** What the module says to people. */
export const texts = {
  reason: 'Choose a reason.',
  ticket: 'Give the number of the ticket, such as T-2041: letters and digits, no words.',
} as const;
