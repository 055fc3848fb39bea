import type { components, operations } from './schema.d.ts';

type Schemas = components['schemas'];

export type Money = Schemas['Money'];
export type ProductImage = Schemas['Image'];
export type Product = Schemas['Product'];
export type ProductList = Schemas['ProductList'];
export type ProductQuery = NonNullable<operations['listProducts']['parameters']['query']>;
export type Category = Schemas['Category'];
export type CategoryList = Schemas['CategoryList'];
export type Me = Schemas['Me'];
export type Cart = Schemas['Cart'];
export type CartLine = Schemas['CartLine'];
export type Totals = Schemas['Totals'];
export type CheckoutRequest = operations['checkOut']['requestBody']['content']['application/json'];
export type CheckoutAnswer = Schemas['CheckoutAnswer'];
export type Address = CheckoutRequest['address'];
export type Order = Schemas['Order'];
export type OrderSummary = Schemas['OrderSummary'];
export type OrderList = Schemas['OrderList'];
export type PaidAnswer = Schemas['PaidAnswer'];
export type PayRequest = operations['payOwnOrder']['requestBody']['content']['application/json'];
export type ReturnPhoto = Schemas['ReturnPhoto'];
export type ReturnWish = operations['requestReturn']['requestBody']['content']['application/json'];
export type LookedUpOrder = Schemas['LookedUpOrder'];
/** With `out_of_stock`: what is short, and what is left of it. */
export type Shortage = NonNullable<Schemas['Problem']['lines']>[number];
