import { useEffect, useRef, useState } from 'react';
import { call } from '../lib/api.ts';
import type { Values } from '../lib/state.ts';

/** The form's fields, each with the part of an address that it holds. */
const PARTS = {
  addressName: 'name',
  line1: 'line1',
  line2: 'line2',
  city: 'city',
  postcode: 'postcode',
  country: 'country',
} as const;

type SetValues = (change: (before: Values) => Values) => void;

/**
 * Fills in where the chosen customer's last order went, and answers which order that was. What somebody typed by hand stays; what came from
 * the customer chosen before goes.
 */
export function useLastAddress(values: Values, setValues: SetValues): string | null {
  const [from, setFrom] = useState<string | null>(null);
  const filled = useRef<Values>({ country: values['country'] });
  const customerId = values['for'] === 'customer' ? String(values['pickCustomer'] ?? '') : '';

  useEffect(() => {
    const aborter = new AbortController();
    const fill = (address: Record<string, string> | undefined, order: string | null): void => {
      const next = Object.entries(PARTS).map(([field, part]) => [
        field,
        address?.[part] ?? (field === 'country' ? 'GB' : ''),
      ]);
      const before = filled.current;
      filled.current = Object.fromEntries(next) as Values;
      setFrom(order);
      setValues((all) => {
        const untouched = next.filter(([field = '']) => (all[field] ?? '') === (before[field] ?? ''));
        return { ...all, ...Object.fromEntries(untouched) };
      });
    };
    if (customerId === '') {
      fill(undefined, null);
      return;
    }
    call('/pages/orderDesk', { body: { do: 'address', customerId }, signal: aborter.signal }).then((answer) => {
      // Without an answer the form stays what it is: to be filled in by hand.
      if (answer.status !== -1)
        fill(answer['address'] as Record<string, string> | undefined, (answer['order'] as string | undefined) ?? null);
    });
    return () => aborter.abort();
  }, [customerId, setValues]);
  return from;
}
