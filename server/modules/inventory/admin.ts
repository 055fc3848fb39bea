// The inventory module's door for the panel: what its lists show, and the verbs behind its buttons.
export { correctStock } from './correct-stock.use-case.ts';
export { receiveStock } from './receive-stock.use-case.ts';
export { StockMovementModel } from './stock-movement.model.ts';
export { SupplierModel } from './supplier.model.ts';
export { writeOffStock } from './write-off-stock.use-case.ts';
