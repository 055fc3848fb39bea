/** What a scan field sends: each code, and how often it was read. */
export const scans = { format: 'lines', parts: { code: {}, times: { format: 'number' } } } as const;

type Values = Record<string, unknown>;

/** Typed lines, where an emptied figure means none. */
export const typedLines = (lines: unknown, whenEmpty: Values): Values[] =>
  ((lines ?? []) as Values[]).map((line) => ({
    ...line,
    ...Object.fromEntries(Object.entries(whenEmpty).map(([name, value]) => [name, line[name] ?? value])),
  }));
