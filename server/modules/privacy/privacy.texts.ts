/** What the module says to people. */
export const texts = {
  reason: 'Choose a reason.',
  confirmation: (username: string) => `Type “${username}”, as it stands above.`,
  ticket: 'Give the number of the ticket, such as T-2041: letters and digits, no words.',
  /** What stays after an erasure, and why. */
  stays: [
    'What was sold, when and for how much: the books need it',
    'The names of staff on the papers they wrote: who shipped, counted, noted and answered what',
    'The leaves of the log: they hold salted digests, which tell nothing once value and salt are gone',
    'Copies made before: backups, and what the identity provider keeps itself',
  ],
} as const;
