import type { CartLine } from './api/types.ts';
import type { SearchParams } from './catalogue-query.ts';
import { formatQuantity } from './quantity.ts';
import { shop } from './shop.ts';
import { texts } from './texts.ts';

type Named = { name: string; uom: string };
type Remark = { kind: 'done' | 'problem'; text: string };

const words = texts.cart.problems;
const PLAIN = [
  'not_for_sale',
  'cart_full',
  'bad_quantity',
  'price_changed',
  'cart_changed',
  'cart_empty',
  'order_out_of_stock',
  'too_much_unpaid',
  'busy',
  'unsure',
] as const;

/** What the cart page says first, by what the address tells of the form before it; nothing of the address is repeated. */
export function cartRemark(
  { added, problem, left }: SearchParams,
  lines: CartLine[],
  asked: Named | undefined,
): Remark | undefined {
  if (typeof added === 'string') {
    const line = lines.find(({ slug }) => slug === added);
    return line && { kind: 'done', text: texts.cart.added(line.name) };
  }
  if (typeof problem !== 'string') return undefined;
  return { kind: 'problem', text: problem === 'out_of_stock' ? shortage(Number(left), asked) : plain(problem) };
}

function shortage(left: number, asked: Named | undefined): string {
  const name = asked?.name ?? texts.cart.thisProduct;
  if (!(left > 0)) return words.none_left(name);
  return words.out_of_stock(formatQuantity(left, asked?.uom ?? 'piece', shop.locale), name);
}

function plain(problem: string): string {
  const known = PLAIN.find((code) => code === problem);
  return known ? words[known] : words.other;
}
