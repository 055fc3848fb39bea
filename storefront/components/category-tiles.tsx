import Link from 'next/link';
import type { Tile } from '../lib/arrange-window.ts';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';
import { Picture } from './picture.tsx';

export function CategoryTiles({ tiles }: { tiles: Tile[] }) {
  return (
    <ul className="tiles">
      {tiles.map(({ category, picture }) => (
        <li key={category.id} className="tile">
          <Picture
            image={picture?.images[0]}
            name={category.name}
            alt=""
            sizes="(min-width: 1000px) 130px, (min-width: 600px) 18vw, 28vw"
          />
          <Link className="tile-link" href={paths.category(category.slug)} prefetch={false}>
            {category.name}
          </Link>
          <span className="tile-count">{texts.catalogue.count(category.products)}</span>
        </li>
      ))}
    </ul>
  );
}
