import Link from 'next/link';
import type { Product } from '../lib/api/types.ts';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';
import { AddToCart } from './add-to-cart.tsx';
import { BackInStock, type Notice } from './back-in-stock.tsx';
import { Price } from './price.tsx';
import { StockNote } from './stock-note.tsx';

/** Name, the price ticket with its stub, and what there is to say about the product. */
export function ProductFacts({ product, notice }: { product: Product; notice: Notice }) {
  const words = texts.product;
  const paragraphs = product.description.split(/\n+/).filter((paragraph) => paragraph.trim() !== '');
  return (
    <div className="facts">
      <h1>{product.name}</h1>
      <div className="ticket">
        <div className="ticket-main">
          <p className="ticket-price">
            <span className="unseen">{words.price}: </span>
            <Price product={product} />
            <small className="ticket-vat">{words.includesVat}</small>
          </p>
          <p className="ticket-stock">
            <StockNote product={product} />
          </p>
          {product.availability === 'sold_out' ? (
            <p className="ticket-note">{texts.availability.soldOutNote}</p>
          ) : (
            <AddToCart product={product} />
          )}
          <BackInStock product={product} notice={notice} />
        </div>
        <dl className="ticket-stub">
          <div>
            <dt>{words.sku}</dt>
            <dd className="ticket-number">{product.sku}</dd>
          </div>
          {product.category && (
            <div>
              <dt>{words.shelf}</dt>
              <dd>
                <Link href={paths.category(product.category.slug)} prefetch={false}>
                  {product.category.name}
                </Link>
              </dd>
            </div>
          )}
          <div>
            <dt>{words.unit}</dt>
            <dd>{words.units[product.uom] ?? product.uom}</dd>
          </div>
        </dl>
      </div>
      {paragraphs.length > 0 && (
        <section className="about" aria-labelledby="about-heading">
          <h2 id="about-heading">{words.description}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      )}
    </div>
  );
}
