import Link from 'next/link';
import type { Product } from '../lib/api/types.ts';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';
import { Picture } from './picture.tsx';

/** The front page's ticket: words on the stub that stays, pictures on the part that goes home with you. */
export function Hero({ products }: { products: Product[] }) {
  return (
    <section className="wide hero" aria-labelledby="hero-heading">
      <div className="hero-words">
        <p className="hero-tag">{texts.site.tagline}</p>
        <h1 id="hero-heading">{texts.home.heading}</h1>
        <p className="hero-lead">{texts.home.lead}</p>
        <p className="hero-ways">
          <Link className="button" href={paths.newest} prefetch={false}>
            {texts.home.fresh}
          </Link>
          <Link className="button button-quiet" href={paths.search} prefetch={false}>
            {texts.home.browse}
          </Link>
        </p>
      </div>
      <ul className="hero-pictures">
        {products.map((product, index) => (
          <li key={product.id}>
            <Link href={paths.product(product.slug)} prefetch={false}>
              <Picture
                image={product.images[0]}
                name={product.name}
                alt={product.name}
                sizes="(min-width: 900px) 240px, 44vw"
                main={index < 2}
              />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
