import { z } from 'zod';
import { texts } from './privacy.texts.ts';

/** A number and no words, so that nobody's data gets into the trail with it. */
export const ticketNumber = z
  .string()
  .trim()
  .regex(/^(?=.*\d)[A-Za-z0-9][A-Za-z0-9#._/-]{0,39}$/, texts.ticket);
