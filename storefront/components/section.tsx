import Link from 'next/link';
import type { ReactNode } from 'react';

type Props = {
  heading: string;
  note?: string;
  id?: string;
  more?: { href: string; text: string };
  children: ReactNode;
};

/** A titled part of a page, with the way to more of the same beside the title. */
export function Section({ heading, note, id, more, children }: Props) {
  return (
    <section className="section wide" id={id}>
      <div className="section-head">
        <h2>{heading}</h2>
        {note && <p>{note}</p>}
        {more && (
          <Link className="section-more" href={more.href} prefetch={false}>
            {more.text}
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}
