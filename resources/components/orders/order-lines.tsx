// biome-ignore-all lint/a11y/noRedundantRoles: shown as cards on narrow screens, the elements would lose their roles
// biome-ignore-all lint/a11y/useSemanticElements: a region that scrolls is no section of the page
import type { ResourceJSON } from 'adminjs';
import React, { useState } from 'react';
import { Link } from 'react-router-dom';
import { isFound } from '../inputs/line-parts.tsx';
import { recordUrl } from '../lib/addresses.ts';
import { money, number, quantity } from '../lib/formats.ts';
import { type PanelRecord, useResource, type Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { OrderSums } from './order-sums.tsx';

const COUNTS = ['quantity', 'reserved', 'shipped', 'returned'] as const;

export const linesOf = (record: PanelRecord): Values[] => (record.values['lines'] ?? []) as Values[];

const SEARCHED_FROM = 15;

/** The lines as ordered, with what became of each, and the sums below. Many lines can be searched. */
export function OrderLines({ resource, record }: { resource: ResourceJSON; record: PanelRecord }): React.ReactElement {
  const texts = useTexts();
  const products = useResource('products');
  const [sought, seek] = useState('');
  const lines = linesOf(record);
  const shown = sought.trim() === '' ? lines : lines.filter((line) => isFound(line, sought));
  const count = number(lines.length);
  const hasShelves = lines.some(({ shelf }) => shelf);
  const label = (part: string): string => texts.field(resource.id, `lines.${part}`);
  return (
    <section className="cf-card is-flush">
      <div className="cf-order-lines-head">
        <h2 id="cf-order-lines">{texts.t(lines.length === 1 ? 'order.oneLine' : 'order.lines', { count })}</h2>
        {record.recordActions.some(({ name }) => name === 'changeLines') && (
          <Link className="cf-button is-small" to={recordUrl(resource.id, record.id, 'changeLines')}>
            {texts.t('desk.change')}
          </Link>
        )}
        {lines.length >= SEARCHED_FROM && (
          <>
            <p role="status" className="cf-muted">
              {shown === lines ? '' : texts.t('order.foundLines', { shown: number(shown.length), count })}
            </p>
            <input
              type="search"
              className="cf-input cf-order-find"
              aria-label={texts.t('order.findLine', { count })}
              placeholder={texts.t('order.findLine', { count })}
              value={sought}
              onChange={(event) => seek(event.target.value)}
            />
          </>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="cf-order-lines" role="region" aria-labelledby="cf-order-lines" tabIndex={0}>
        <table className="cf-table cf-records" role="table">
          <thead role="rowgroup">
            <tr role="row">
              {hasShelves && <th scope="col">{label('shelf')}</th>}
              <th scope="col">{label('name')}</th>
              <th scope="col" className="is-number">
                {label('unitPrice')}
              </th>
              {COUNTS.map((part) => (
                <th key={part} scope="col" className="is-number">
                  {label(part)}
                </th>
              ))}
              <th scope="col" className="is-number">
                {label('gross')}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {shown.map((line) => (
              <LineRow
                key={String(line['lineId'])}
                line={line}
                hasShelf={hasShelves}
                isLinked={products !== undefined}
                label={label}
              />
            ))}
          </tbody>
        </table>
      </div>
      <OrderSums resource={resource} record={record} />
    </section>
  );
}

type RowProps = { line: Values; hasShelf: boolean; isLinked: boolean; label: (part: string) => string };

/** Drawn once a line: what is typed into the search leaves the other hundreds of rows alone. */
const LineRow = React.memo(
  function LineRow({ line, hasShelf, isLinked, label }: RowProps): React.ReactElement {
    return (
      <tr role="row">
        {hasShelf && (
          <td role="cell" className="is-when" data-label={label('shelf')}>
            {String(line['shelf'] ?? '')}
          </td>
        )}
        <td role="cell" className="is-title">
          {line['product'] && isLinked ? (
            <Link to={recordUrl('products', String(line['product']))}>{String(line['name'])}</Link>
          ) : (
            String(line['name'])
          )}{' '}
          <span className="cf-muted cf-code">{String(line['sku'])}</span>
        </td>
        <td role="cell" className="is-number" data-label={label('unitPrice')}>
          {money(line['unitPrice'])}
        </td>
        {COUNTS.map((part) => (
          <td
            key={part}
            role="cell"
            className={Number(line[part]) === 0 ? 'is-number is-zero' : 'is-number'}
            data-label={label(part)}
          >
            {quantity(line[part], line['uom'])}
          </td>
        ))}
        <td role="cell" className="is-number" data-label={label('gross')}>
          {money(line['gross'])}
        </td>
      </tr>
    );
  },
  (before, after) =>
    before.line === after.line && before.hasShelf === after.hasShelf && before.isLinked === after.isLinked,
);
