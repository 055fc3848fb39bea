/** Empty is empty, however it came: a field that was never set and one that was cleared are the same. */
export function same(a: unknown, b: unknown): boolean {
  const plain = (value: unknown): string =>
    value === undefined || value === null || value === '' ? '' : JSON.stringify(value);
  return plain(a) === plain(b);
}
