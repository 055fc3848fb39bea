import Link from 'next/link';
import type { Product } from '../lib/api/types.ts';
import { paths } from '../lib/paths.ts';
import { Picture } from './picture.tsx';
import { Price } from './price.tsx';
import { StockNote } from './stock-note.tsx';

type Props = {
  products: Product[];
  /** The heading's level that fits where the grid stands. */
  level?: 2 | 3;
  /** How many pictures are seen without scrolling; they are not loaded lazily. */
  eager?: number;
};

const CARD_SIZES = '(min-width: 1200px) 280px, (min-width: 720px) 30vw, 46vw';

export function ProductGrid({ products, level = 3, eager = 0 }: Props) {
  return (
    <ul className="product-grid">
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard product={product} level={level} main={index < eager} />
        </li>
      ))}
    </ul>
  );
}

function ProductCard({ product, level, main }: { product: Product; level: 2 | 3; main: boolean }) {
  const Heading = `h${level}` as const;
  return (
    <article className={`card card-${product.availability}`}>
      <Picture image={product.images[0]} name={product.name} sizes={CARD_SIZES} alt="" main={main} />
      <Heading className="card-name">
        <Link href={paths.product(product.slug)} prefetch={false}>
          {product.name}
        </Link>
      </Heading>
      <p className="card-line">
        <Price product={product} />
        {product.availability !== 'in_stock' && <StockNote product={product} />}
      </p>
    </article>
  );
}
