// The catalog's door for the panel's resources.
export { CategoryModel } from './category.model.ts';
export { createCategory, deleteCategory, editCategory } from './category.use-case.ts';
export { createProduct } from './create-product.use-case.ts';
export { deleteProduct } from './delete-product.use-case.ts';
export { activateProduct, archiveProduct, changePrice, editProduct } from './edit-product.use-case.ts';
export { LEDGER_FIELDS, PRODUCT_STATUSES, ProductModel } from './product.model.ts';
export { attachPictures, removePictures, reorderPictures } from './product-pictures.use-case.ts';
export { afterPrefix, wordsOf } from './words.policy.ts';
