import type { ProductImage } from '../lib/api/types.ts';

type Props = {
  image: ProductImage | undefined;
  /** Shown as lettering where there is no picture, or where it does not arrive. */
  name: string;
  /** How wide it is shown, in the words of the `sizes` attribute. */
  sizes: string;
  /** Empty where the name stands beside the picture anyway. */
  alt: string;
  /** The page's main picture is fetched first; all others wait until they come near. */
  main?: boolean;
};

/** A product's picture in the width the screen needs, on a square of its own so that nothing moves when it arrives. */
export function Picture({ image, name, sizes, alt, main = false }: Props) {
  const variants = [...(image?.variants ?? [])].sort((a, b) => a.width - b.width);
  const middle = variants[Math.floor(variants.length / 2)];
  return (
    <span className="picture">
      <span className="picture-lettering" aria-hidden="true">
        {name}
      </span>
      {image && middle && (
        // biome-ignore lint/performance/noImgElement: the variants are made at upload; next/image would make them a second time
        <img
          src={middle.url}
          srcSet={variants.map(({ url, width }) => `${url} ${width}w`).join(', ')}
          sizes={sizes}
          alt={alt}
          data-name={name}
          width={image.width}
          height={image.height}
          loading={main ? 'eager' : 'lazy'}
          fetchPriority={main ? 'high' : undefined}
          decoding={main ? undefined : 'async'}
        />
      )}
    </span>
  );
}
