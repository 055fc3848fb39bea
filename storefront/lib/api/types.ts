import type { components, operations } from './schema.d.ts';

type Schemas = components['schemas'];

export type Money = Schemas['Money'];
export type ProductImage = Schemas['Image'];
export type Product = Schemas['Product'];
export type ProductList = Schemas['ProductList'];
export type Category = Schemas['Category'];
export type CategoryList = Schemas['CategoryList'];
export type Me = Schemas['Me'];
export type ProductQuery = NonNullable<operations['listProducts']['parameters']['query']>;
