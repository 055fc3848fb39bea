import type { Product } from '../lib/api/types.ts';
import { texts } from '../lib/texts.ts';
import { Picture } from './picture.tsx';

const LARGE = '(min-width: 900px) 560px, 92vw';

/** Pictures side by side in a strip that scrolls and snaps; the small ones below are links to them and need no script. */
export function Gallery({ product }: { product: Product }) {
  const images = product.images.length > 0 ? product.images : [undefined];
  const several = images.length > 1;
  return (
    <section className="gallery" aria-label={texts.product.gallery}>
      <ul className="gallery-strip" tabIndex={several ? 0 : undefined}>
        {images.map((image, index) => (
          <li key={image?.variants[0]?.url ?? 'none'} id={`picture-${index + 1}`}>
            <Picture
              image={image}
              name={product.name}
              sizes={LARGE}
              alt={image?.alt || product.name}
              main={index === 0}
            />
          </li>
        ))}
      </ul>
      {several && (
        <ol className="gallery-choice">
          {images.map((image, index) => (
            <li key={image?.variants[0]?.url}>
              <a href={`#picture-${index + 1}`} aria-label={texts.product.picture(index + 1, images.length)}>
                <Picture image={image} name={product.name} sizes="80px" alt="" />
              </a>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
