// The inventory module's door for the panel: what its lists show, and the verbs behind its buttons.
export { bookDelivery } from './book-delivery.use-case.ts';
export { correctStock } from './correct-stock.use-case.ts';
export { countBasis, countStock } from './count-stock.use-case.ts';
export { holdStock, releaseHeldStock } from './hold-stock.use-case.ts';
export { receiveStock } from './receive-stock.use-case.ts';
export { stockCard } from './stock-card.service.ts';
export { StockMovementModel } from './stock-movement.model.ts';
export { SupplierModel } from './supplier.model.ts';
export { writeOffStock } from './write-off-stock.use-case.ts';
