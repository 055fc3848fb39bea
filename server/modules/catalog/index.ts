// The catalog's door for other modules: products and categories, and the one guarded update of stock.
export { applyStock, type StockChange, type StockFigures, type StockLevel } from './apply-stock.use-case.ts';
export { configureCatalog } from './catalogue.presenter.ts';
export { catalogueRoutes } from './catalogue.routes.ts';
export { createCategory, deleteCategory, editCategory, type StoredCategory } from './category.use-case.ts';
export { categoryTree, withDescendants } from './category-tree.service.ts';
export { createProduct } from './create-product.use-case.ts';
export { deleteProduct, onReferenceCheck, type ReferenceCheck } from './delete-product.use-case.ts';
export { activateProduct, archiveProduct, changePrice, editProduct } from './edit-product.use-case.ts';
export { fileProducts } from './file-products.use-case.ts';
export {
  type ImportedChange,
  type ImportedProduct,
  importProducts,
  renewImportedProducts,
} from './import-products.use-case.ts';
export type { ProductImage, ProductStatus } from './product.model.ts';
export {
  type ProductSnapshot,
  picturesInUse,
  productByCode,
  productBySlug,
  productsByCodes,
  productsByIds,
  productsBySkus,
  productsInCategories,
  productsOnSale,
  productsOnShelf,
} from './product.repository.ts';
export type { CategoryChanges, NewCategory, NewProduct, ProductChanges } from './product.schemas.ts';
export { attachFirstPictures, attachPictures, removePictures, reorderPictures } from './product-pictures.use-case.ts';
export type { StoredProduct } from './product-writes.service.ts';
export { retryOnTakenSlug } from './slug.service.ts';
export { type StoredStock, storedStock, storedStockInIdOrder } from './stock-levels.repository.ts';
