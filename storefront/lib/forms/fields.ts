/** A form's text fields by name, trimmed, and the files chosen; what was not sent is empty. `has` tells whether the form asked for it. */
export type Fields = {
  has: (name: string) => boolean;
  text: (name: string) => string;
  files: (name: string) => File[];
};

export function fieldsOf(form: FormData): Fields {
  return {
    has: (name) => form.has(name),
    text: (name) => {
      const value = form.get(name);
      return typeof value === 'string' ? value.trim() : '';
    },
    // Browsers send an empty file for an input where none was chosen.
    files: (name) => form.getAll(name).filter((value) => typeof value !== 'string' && value.size > 0) as File[],
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

/** An address as the values of the fields above. */
export const addressValues = (address: object | null): Record<string, string> =>
  Object.fromEntries(Object.entries(address ?? {}).map(([part, value]) => [`address.${part}`, String(value)]));
