// The inventory module's door for other modules: the one stock service, and the verbs of the stock room.
export { bookCount, countOn, giveUpCount, reviewCount } from './book-count.use-case.ts';
export { type BookedDelivery, bookDelivery } from './book-delivery.use-case.ts';
export { bookInDelivery, closeDelivery, incomingOf } from './book-in-delivery.use-case.ts';
export { correctStock } from './correct-stock.use-case.ts';
export { type CountBasis, countBasis, countStock } from './count-stock.use-case.ts';
export { createCount } from './create-count.use-case.ts';
export { createDelivery } from './create-delivery.use-case.ts';
export { createSupplier } from './create-supplier.use-case.ts';
export { countExists, deliveryExists } from './document-by-name.repository.ts';
export { documentWithProduct } from './document-with-product.repository.ts';
export { countRestAsZero, scanIntoCount, setCountLines } from './fill-count.use-case.ts';
export { pasteIntoDelivery, scanIntoDelivery, setDeliveryLines } from './fill-delivery.use-case.ts';
export { holdStock, releaseHeldStock } from './hold-stock.use-case.ts';
export { inventoryRoutes } from './inventory.routes.ts';
export { type DatedMovement, latestMovementDates, movementsOf } from './movements-by-date.repository.ts';
export { receiveStock } from './receive-stock.use-case.ts';
export {
  type BookedMovement,
  bookMovements,
  type MovementLine,
  type ReservedLine,
  releaseStock,
  reserveStock,
} from './stock.service.ts';
export { type StockCardPage, type StockCardRow, stockCard } from './stock-card.service.ts';
export { STOCK_TOPICS, type StockMessage, type StockTopic } from './stock-level.policy.ts';
export type { MovementReason, StockDocument } from './stock-movement.model.ts';
export {
  askForNotice,
  configureStockMail,
  forgetNotices,
  mailBackInStock,
  mailLowStock,
} from './stock-notices.use-case.ts';
export { configureStockQueue, type Shared, shareStockTurn, type Turn, withStockQueue } from './stock-queue.service.ts';
export { bindOpenReservations, type StockProblem, type StockReport, verifyStock } from './verify-stock.use-case.ts';
export { bindOpenOrders, type PromisedTo, type Whereabouts } from './why-unavailable.service.ts';
export { writeOffStock } from './write-off-stock.use-case.ts';
