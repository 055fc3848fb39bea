import Link from 'next/link';
import type { Category } from '../lib/api/types.ts';
import { topCategories } from '../lib/category-tree.ts';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';
import { Notice } from './notice.tsx';

type Props = { words: { heading: string; text: string }; categories: Category[] };

/** Nothing at this address, and where to go on from it. */
export function NothingHere({ words, categories }: Props) {
  return (
    <>
      <Notice heading={words.heading} text={words.text}>
        <Link className="button" href={paths.home} prefetch={false}>
          {texts.errors.toHome}
        </Link>
        <Link className="button button-quiet" href={paths.search} prefetch={false}>
          {texts.header.everything}
        </Link>
      </Notice>
      <ShelfLinks categories={categories} />
    </>
  );
}

export function ShelfLinks({ categories }: { categories: Category[] }) {
  return (
    <ul className="chips chips-centred wide">
      {topCategories(categories).map((category) => (
        <li key={category.id}>
          <Link className="chip" href={paths.category(category.slug)} prefetch={false}>
            {category.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
