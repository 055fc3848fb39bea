import Link from 'next/link';
import type { ReactNode } from 'react';
import type { CartLine, Product } from '../lib/api/types.ts';
import { formatMoney } from '../lib/money.ts';
import { paths } from '../lib/paths.ts';
import { formatQuantity, isCounted, plainQuantity, quantityStep } from '../lib/quantity.ts';
import { shop } from '../lib/shop.ts';
import { texts } from '../lib/texts.ts';
import { Picture } from './picture.tsx';

const words = texts.cart;

/** The cart's lines, each with its own small forms; pictures where they could be had. */
export function CartLines({ lines, products }: { lines: CartLine[]; products: Map<string, Product> }) {
  return (
    <ul className="lines">
      {lines.map((line) => (
        <li key={line.productId} className="line">
          <Picture image={products.get(line.slug)?.images[0]} name={line.name} alt="" sizes="96px" />
          <div className="line-words">
            <h2 className="line-name">
              {line.slug ? (
                <Link href={paths.product(line.slug)} prefetch={false}>
                  {line.name}
                </Link>
              ) : (
                line.name
              )}
            </h2>
            <p className="line-price">{unitPrice(line)}</p>
            <Notes line={line} />
          </div>
          <Quantity line={line} canChange={!line.notes.some((note) => note === 'gone' || note === 'not_for_sale')} />
          <p className="line-total price">{formatMoney(line.total, shop.locale)}</p>
        </li>
      ))}
    </ul>
  );
}

function unitPrice({ unitPrice: price, uom }: CartLine): string {
  const text = formatMoney(price, shop.locale);
  return isCounted(uom) ? words.each(text) : words.per(text, uom);
}

function Notes({ line }: { line: CartLine }) {
  const { notes, available, uom, priceThen, quantity, wanted } = line;
  const left = formatQuantity(available, uom, shop.locale);
  const short = notes.includes('not_enough');
  return (
    <>
      {notes.includes('gone') && <p className="line-note">{words.notes.gone}</p>}
      {notes.includes('not_for_sale') && <p className="line-note">{words.notes.not_for_sale}</p>}
      {short && <p className="line-note">{available > 0 ? words.notes.not_enough(left) : words.notes.none_left}</p>}
      {short && available > 0 && (
        <SetLine line={line} quantity={plainQuantity(available, uom)}>
          <button type="submit" className="link-button">
            {words.takeWhatIsLeft(left)}
          </button>
        </SetLine>
      )}
      {notes.includes('reduced') && wanted !== undefined && (
        <p className="line-note">
          {words.notes.reduced(formatQuantity(wanted, uom, shop.locale), formatQuantity(quantity, uom, shop.locale))}
        </p>
      )}
      {notes.includes('price_changed') && priceThen && (
        <p className="line-note">{words.notes.price_changed(formatMoney(priceThen, shop.locale))}</p>
      )}
    </>
  );
}

function Quantity({ line, canChange }: { line: CartLine; canChange: boolean }) {
  return (
    <div className="line-quantity">
      {canChange && (
        <SetLine line={line}>
          <label>
            <span className="unseen">{words.quantityOf(line.name)}</span>
            <input
              className="field field-quantity"
              type="number"
              name="quantity"
              defaultValue={plainQuantity(line.quantity, line.uom)}
              min="0"
              step={quantityStep(line.uom)}
              required
            />
          </label>
          <button type="submit" className="link-button" aria-label={words.updateOf(line.name)}>
            {words.update}
          </button>
        </SetLine>
      )}
      <SetLine line={line} quantity="0">
        <button type="submit" className="link-button" aria-label={words.removeOf(line.name)}>
          {words.remove}
        </button>
      </SetLine>
    </div>
  );
}

type SetLineProps = { line: CartLine; quantity?: string; children: ReactNode };

function SetLine({ line, quantity, children }: SetLineProps) {
  return (
    <form className="line-form" action={paths.cartLines} method="post">
      <input type="hidden" name="product" value={line.productId} />
      <input type="hidden" name="slug" value={line.slug} />
      <input type="hidden" name="uom" value={line.uom} />
      {quantity !== undefined && <input type="hidden" name="quantity" value={quantity} />}
      {children}
    </form>
  );
}
