import { z } from 'zod';

/** Whatever begins another line, and the other characters that nobody sees and machines obey. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const WEB_ADDRESS = /:\/\/|\bwww\./i;

/** A text of one line, such as a name: in mails and on papers it must not pass for more than one. */
export const oneLine = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !CONTROL.test(text), 'This must be one line, without control characters.');

/** The same for what anybody may type and the shop then mails to an address that they may choose: it carries no links of theirs. */
export const oneLineWithoutLinks = (most: number) =>
  oneLine(most).refine((text) => !WEB_ADDRESS.test(text), 'Leave web addresses out.');
