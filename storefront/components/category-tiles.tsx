import Link from 'next/link';
import type { CSSProperties } from 'react';
import type { Tile } from '../lib/arrange-window.ts';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';
import { Picture } from './picture.tsx';

const WIDEST_ROW = 7;
const NARROWEST_ROW = 4;

/** How many tiles make a row so that the last one is as full as can be. */
export function tilesAcross(count: number): number {
  let best = NARROWEST_ROW;
  for (let across = NARROWEST_ROW; across <= WIDEST_ROW; across += 1) {
    const missing = (n: number): number => (n - (count % n)) % n;
    if (missing(across) <= missing(best)) best = across;
  }
  return best;
}

export function CategoryTiles({ tiles }: { tiles: Tile[] }) {
  const across = { '--across': tilesAcross(tiles.length) } as CSSProperties;
  return (
    <ul className="tiles" style={across}>
      {tiles.map(({ category, picture }) => (
        <li key={category.id} className="tile">
          <Picture image={picture?.images[0]} name={category.name} alt="" sizes="(min-width: 820px) 152px, 112px" />
          <Link className="tile-link" href={paths.category(category.slug)} prefetch={false}>
            {category.name}
          </Link>
          <span className="tile-count">{texts.catalogue.count(category.products)}</span>
        </li>
      ))}
    </ul>
  );
}
