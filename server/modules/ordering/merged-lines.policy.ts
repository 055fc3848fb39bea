import type { CartLine } from './cart.model.ts';

/**
 * The lines of two carts as one: the own ones first, quantities of one product added up and clamped to what `availableOf` says. A line that
 * was clamped keeps how much was wanted, and one of which nothing can be had stays as it was: the shopper is told and decides.
 */
export function mergedLines(
  own: readonly CartLine[],
  guest: readonly CartLine[],
  availableOf: (productId: string) => number,
): CartLine[] {
  const merged = new Map(own.map((line) => [String(line.product), line]));
  for (const line of guest) {
    const id = String(line.product);
    const before = merged.get(id);
    merged.set(id, clamped({ ...line, ...before }, line.quantity + (before?.quantity ?? 0), availableOf(id)));
  }
  return [...merged.values()];
}

function clamped({ wanted: _before, ...line }: CartLine, wanted: number, available: number): CartLine {
  if (available <= 0) return { ...line, quantity: wanted };
  return available < wanted ? { ...line, quantity: available, wanted } : { ...line, quantity: wanted };
}
