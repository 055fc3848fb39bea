import Form from 'next/form';
import Link from 'next/link';
import type { Category } from '../lib/api/types.ts';
import { type CatalogueQuery, catalogueHref, hasBadPrice, SORTS, type Sort } from '../lib/catalogue-query.ts';
import { currencySign } from '../lib/money.ts';
import { shop } from '../lib/shop.ts';
import { texts } from '../lib/texts.ts';

type Props = {
  path: string;
  query: CatalogueQuery;
  /** Offered as a choice where the page is not a shelf itself. */
  shelves?: Category[];
  defaultSort: Sort;
  currency: string;
};

/** Sorting and narrowing down as a plain form: it works by its button, whatever else runs in the browser. */
export function CatalogueControls({ path, query, shelves, defaultSort, currency }: Props) {
  const words = texts.catalogue;
  const sign = currencySign(currency, shop.locale);
  const bad = hasBadPrice(query, currency);
  const priced = query.min !== '' || query.max !== '';
  return (
    <Form
      action={path}
      prefetch={false}
      className="controls"
      aria-label={words.refine}
      key={catalogueHref(path, query)}
    >
      {shelves && query.q !== '' && <input type="hidden" name="q" value={query.q} />}
      {shelves && (
        <label className="control">
          <span>{words.shelf}</span>
          <select name="category" defaultValue={query.category}>
            <option value="">{words.allShelves}</option>
            {shelves.map(({ id, slug, name }) => (
              <option key={id} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="control">
        <span>{words.sort}</span>
        <select name="sort" defaultValue={query.sort || defaultSort}>
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {words.sorts[sort]}
            </option>
          ))}
        </select>
      </label>
      <PriceField name="min" label={words.from} value={query.min} sign={sign} bad={bad} />
      <PriceField name="max" label={words.to} value={query.max} sign={sign} bad={bad} />
      <button type="submit" className="button button-quiet">
        {words.apply}
      </button>
      {priced && (
        <Link
          className="control-clear"
          href={catalogueHref(path, query, { min: '', max: '', cursor: '', page: 1 })}
          prefetch={false}
        >
          {words.clear}
        </Link>
      )}
      {bad && (
        <p id="bad-price" className="control-error" role="alert">
          {words.badPrice}
        </p>
      )}
    </Form>
  );
}

type PriceFieldProps = { name: 'min' | 'max'; label: string; value: string; sign: string; bad: boolean };

function PriceField({ name, label, value, sign, bad }: PriceFieldProps) {
  return (
    <label className="control control-price">
      <span>{label}</span>
      <span className="control-money">
        <span aria-hidden="true">{sign}</span>
        <input
          name={name}
          defaultValue={value}
          inputMode="decimal"
          autoComplete="off"
          maxLength={10}
          aria-invalid={bad || undefined}
          aria-describedby={bad ? 'bad-price' : undefined}
        />
      </span>
    </label>
  );
}
