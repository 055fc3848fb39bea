// The catalog's door for the panel's resources.
export { CategoryModel } from './category.model.ts';
export { createCategory, deleteCategory, editCategory } from './category.use-case.ts';
export { createProduct } from './create-product.use-case.ts';
export { deleteProduct } from './delete-product.use-case.ts';
export { activateProduct, archiveProduct, editProduct } from './edit-product.use-case.ts';
export { ANY_STATUS, ProductModel } from './product.model.ts';
export { productByCode, productsByIds } from './product.repository.ts';
export { EVERY_PRODUCT, inCategory, ofFamily, onShelf } from './product-lists.policy.ts';
export { someBeginsWith, wordsOf } from './words.policy.ts';
