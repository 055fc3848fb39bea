type Values = Record<string, unknown>;

const AVAILABLE = { $subtract: ['$quantity', { $add: ['$reserved', '$held'] }] };

/** What is left to sell of a product, and in a word. A reader who may not see the figures gets neither. */
export function stockOf(record: Values): Values {
  const { quantity, reserved, held, lowStockThreshold } = record;
  if (typeof quantity !== 'number') return {};
  const available = quantity - Number(reserved ?? 0) - Number(held ?? 0);
  const stock = available <= 0 ? 'sold_out' : available <= Number(lowStockThreshold ?? 0) ? 'low' : 'in_stock';
  return { available, stock };
}

/** The products of which so much is left, as a query. */
export function stockFilter(level: string): Values {
  if (level === 'sold_out') return { $expr: { $lte: [AVAILABLE, 0] } };
  const isLow = { $lte: [AVAILABLE, '$lowStockThreshold'] };
  if (level === 'low') return { $expr: { $and: [{ $gt: [AVAILABLE, 0] }, isLow] } };
  return { $expr: { $and: [{ $gt: [AVAILABLE, 0] }, { $not: [isLow] }] } };
}
