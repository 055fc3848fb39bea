type Values = Record<string, unknown>;

/** What a form sends empty, and a use case wants as an empty text rather than as nothing. */
export const emptyAsText = (values: Values, ...names: string[]): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === null && names.includes(name) ? '' : value]),
  );

/** Leaves out emptied fields that always have a value. */
export const withoutEmptied = (values: Values, ...names: string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => !(value === null && names.includes(name))));
