import { z } from 'zod';

/** What a payment provider tells of a payment that it was asked for. */
export const paymentEvent = z
  .strictObject({
    id: z
      .string()
      .regex(/^[\x21-\x7e]{8,200}$/)
      .meta({ description: 'The event’s own name: told twice, it is booked once.' }),
    type: z.enum(['payment.captured', 'payment.failed']),
    payment: z.string().min(1).max(200).meta({ description: 'The key under which the money was asked for.' }),
    amount: z.int().min(1).meta({ description: 'In minor units, such as pence.' }),
    currency: z.string().regex(/^[A-Z]{3}$/),
    reference: z.string().min(1).max(200).meta({ description: 'What the provider calls the payment.' }),
  })
  .meta({ id: 'PaymentEvent' });

export type PaymentEvent = z.output<typeof paymentEvent>;
