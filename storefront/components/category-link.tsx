'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';

/** A link of the shelves' row that knows whether it is the page shown; the row itself is not rendered anew on the way. */
export function CategoryLink({ href, name }: { href: string; name: string }) {
  const here = usePathname() === href;
  return (
    <Link href={href} prefetch={false} aria-current={here ? 'page' : undefined}>
      {name}
    </Link>
  );
}
