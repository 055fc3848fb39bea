/** `1 entry`, `2 entries`; the plural ends in `s` where none is given. */
export const counted = (count: number | bigint, one: string, many = `${one}s`): string =>
  `${count} ${Number(count) === 1 ? one : many}`;
