/** `counted('product is filed under it', 'products are filed under it')(3)` → `3 products are filed under it`. */
export const counted =
  (one: string, many: string) =>
  (count: number, capped: boolean): string =>
    count === 1 ? `1 ${one}` : `${count.toLocaleString('en-GB')}${capped ? '+' : ''} ${many}`;
