// biome-ignore-all lint/a11y/useSemanticElements: a region that scrolls is no section of the page
import React from 'react';
import { quantity } from '../lib/formats.ts';
import type { Field, Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

type Props = { field: Field; value: unknown; onChange: (value: unknown) => void };

/** How much of each line of an order: a number a row, with all or nothing of it in one press. */
export function LinePartsInput({ value, onChange }: Props): React.ReactElement {
  const { t } = useTexts();
  const rows = (Array.isArray(value) ? value : []) as Values[];
  const set = (index: number, typed: unknown): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, quantity: typed } : row)));
  return (
    <div className="cf-line-parts">
      {rows.length > 1 && (
        <p className="cf-row">
          <button
            type="button"
            className="cf-button is-small"
            onClick={() => onChange(rows.map((row) => ({ ...row, quantity: row['left'] })))}
          >
            {t('parts.all')}
          </button>
          <button
            type="button"
            className="cf-button is-small"
            onClick={() => onChange(rows.map((row) => ({ ...row, quantity: '' })))}
          >
            {t('parts.none')}
          </button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="cf-line-parts-rows" role="region" aria-label={t('parts.lines')} tabIndex={0}>
        <table className="cf-table">
          <thead>
            <tr>
              <th scope="col">{t('parts.sku')}</th>
              <th scope="col">{t('parts.name')}</th>
              <th scope="col" className="is-number">
                {t('parts.left')}
              </th>
              <th scope="col" className="is-number">
                {t('parts.quantity')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={String(row['lineId'])}>
                <td className="cf-code is-when">{String(row['sku'])}</td>
                <td>{String(row['name'])}</td>
                <td className="is-number">{quantity(row['left'], row['uom'])}</td>
                <td className="is-number">
                  <input
                    className="cf-input"
                    inputMode="decimal"
                    autoComplete="off"
                    aria-label={t('parts.of', { name: String(row['name']) })}
                    value={String(row['quantity'] ?? '')}
                    onChange={(event) => set(index, event.target.value)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** What of the rows is input: the line, its unit and the number; lines without a number stay as they are. */
export const typedParts = (rows: Values[]): Values[] =>
  rows
    .filter(({ quantity: typed }) => String(typed ?? '').trim() !== '')
    .map(({ lineId, uom, quantity: typed }) => ({ lineId, uom, quantity: typed }));
