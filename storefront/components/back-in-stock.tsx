import type { Product } from '../lib/api/types.ts';
import type { Draft } from '../lib/forms/carried.ts';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';
import { Say } from './say.tsx';

const words = texts.notice;

export type Notice = {
  /** What became of the form: `kept`, or why it was refused. */
  said: string | undefined;
  draft: Draft | null;
  /** The address of whoever is signed in. */
  email: string;
};

/** Where a product is sold out: leave an address and be written to when it is back. */
export function BackInStock({ product, notice: { said, draft, email } }: { product: Product; notice: Notice }) {
  const isSoldOut = product.availability === 'sold_out';
  if (!isSoldOut && said === undefined) return null;
  return (
    <section id="notice" className="wait" aria-labelledby={isSoldOut ? 'notice-heading' : undefined}>
      {isSoldOut && <h2 id="notice-heading">{words.heading}</h2>}
      {said === 'kept' && <Say kind="done">{words.kept}</Say>}
      {said !== undefined && said !== 'kept' && <Say kind="problem">{problemText(said)}</Say>}
      {isSoldOut && said !== 'kept' && (
        <form action={paths.askForNotice(product.slug)} method="post">
          <p className="labelled">
            <label htmlFor="notice-email">{words.email}</label>
            <input
              id="notice-email"
              className="field"
              type="email"
              name="email"
              defaultValue={draft?.values.email ?? email}
              autoComplete="email"
              maxLength={254}
              aria-describedby="notice-hint"
              aria-invalid={said === 'invalid' || undefined}
              required
            />
            <small id="notice-hint" className="labelled-hint">
              {words.hint}
            </small>
          </p>
          <button type="submit" className="button">
            {words.ask}
          </button>
        </form>
      )}
    </section>
  );
}

const problemText = (code: string): string =>
  code in words.problems ? words.problems[code as keyof typeof words.problems] : words.problems.other;
