import type { ReactNode } from 'react';

type Props = { heading: string; text: string; children?: ReactNode; reference?: string };

/** A page that has something to say instead of something to show, written on a torn-off stub. */
export function Notice({ heading, text, children, reference }: Props) {
  return (
    <section className="notice wide">
      <div className="notice-slip">
        <h1>{heading}</h1>
        <p>{text}</p>
        {children && <div className="notice-ways">{children}</div>}
        {reference && <p className="notice-reference">{reference}</p>}
      </div>
    </section>
  );
}
