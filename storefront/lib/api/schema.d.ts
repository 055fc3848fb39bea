// Shape of the server's OpenAPI document; `npm run types -w storefront` writes this file anew from a running server.
export interface components {
  schemas: {
    Money: { amount: number; currency: string };
    ImageVariant: { width: number; url: string };
    Image: { alt: string; width: number; height: number; variants: components['schemas']['ImageVariant'][] };
    Product: {
      id: string;
      sku: string;
      slug: string;
      name: string;
      description: string;
      category: { slug: string; name: string } | null;
      uom: string;
      price: components['schemas']['Money'];
      availability: 'in_stock' | 'low' | 'sold_out';
      available: number;
      images: components['schemas']['Image'][];
    };
    ProductList: { items: components['schemas']['Product'][]; next: string | null; total: number | null };
    Category: { id: string; name: string; slug: string; parent: string | null; products: number };
    CategoryList: { items: components['schemas']['Category'][] };
    Me: { id: string; name: string; email: string | null; roles: string[] };
  };
}
