/** A form's text fields by name, trimmed; what was not sent is empty. */
export type Fields = { text: (name: string) => string };

export function fieldsOf(form: FormData): Fields {
  return {
    text: (name) => {
      const value = form.get(name);
      return typeof value === 'string' ? value.trim() : '';
    },
  };
}

export const ADDRESS_FIELDS = [
  'address.name',
  'address.line1',
  'address.line2',
  'address.city',
  'address.postcode',
  'address.country',
] as const;

/** The part of an address that a form has: `address.city` and so on. */
export function addressFrom({ text }: Fields) {
  const line2 = text('address.line2');
  return {
    name: text('address.name'),
    line1: text('address.line1'),
    ...(line2 ? { line2 } : {}),
    city: text('address.city'),
    postcode: text('address.postcode'),
    country: text('address.country'),
  };
}
