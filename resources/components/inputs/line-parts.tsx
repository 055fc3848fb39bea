// biome-ignore-all lint/a11y/useSemanticElements: a region that scrolls is no section of the page
import React, { useCallback, useRef, useState } from 'react';
import { Icon } from '../layout/icon.tsx';
import { quantity } from '../lib/formats.ts';
import type { Field, Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

type Props = {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  /** What the values of a choice in a row are called. */
  valueLabel: (value: string) => string;
};

const SEARCHED_FROM = 15;

/** How much of each line of an order: a number a row, with all or nothing of it in one press; inspected ones say what becomes of each part. */
export function LinePartsInput({ field, value, onChange, valueLabel }: Props): React.ReactElement {
  const { t } = useTexts();
  const rows = (Array.isArray(value) ? value : []) as Values[];
  const [sought, seek] = useState('');
  const outcomes = field.parts?.['outcome']?.values ?? null;
  // Of hundreds of rows only the one that is typed in is drawn again: what rows call stays the same.
  const latest = useRef({ rows, onChange });
  latest.current = { rows, onChange };
  const change = useCallback((row: Values, typed: Values) => {
    const { rows: all, onChange: tell } = latest.current;
    tell(all.map((one) => (one === row ? { ...one, ...typed } : one)));
  }, []);
  const split = useCallback((row: Values) => {
    const { rows: all, onChange: tell } = latest.current;
    tell(all.flatMap((one) => (one === row ? [one, { ...one, part: all.length, quantity: '', reason: '' }] : [one])));
  }, []);
  const setAll = (typed: (row: Values) => unknown): void =>
    onChange(rows.map((row) => ({ ...row, quantity: row['part'] ? '' : typed(row) })));
  return (
    <div className="cf-line-parts">
      {rows.length > 1 && (
        <div className="cf-row">
          <button type="button" className="cf-button is-small" onClick={() => setAll((row) => row['left'])}>
            {t('parts.all')}
          </button>
          <button type="button" className="cf-button is-small" onClick={() => setAll(() => '')}>
            {t('parts.none')}
          </button>
          {rows.length >= SEARCHED_FROM && (
            <input
              type="search"
              className="cf-input cf-line-find"
              aria-label={t('parts.find')}
              placeholder={t('parts.find')}
              value={sought}
              onChange={(event) => seek(event.target.value)}
            />
          )}
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="cf-line-parts-rows" role="region" aria-label={t('parts.lines')} tabIndex={0}>
        <ul>
          {rows
            .filter((row) => isFound(row, sought))
            .map((row) => (
              <PartRow
                key={`${String(row['lineId'])} ${String(row['part'] ?? '')}`}
                row={row}
                outcomes={outcomes}
                onChange={change}
                onSplit={split}
                valueLabel={valueLabel}
              />
            ))}
        </ul>
      </div>
    </div>
  );
}

/** Whether a line's code or name holds what is sought. */
export const isFound = (line: Values, sought: string): boolean =>
  `${String(line['sku'])} ${String(line['name'])}`.toLowerCase().includes(sought.trim().toLowerCase());

type RowProps = {
  row: Values;
  outcomes: readonly string[] | null;
  onChange: (row: Values, change: Values) => void;
  onSplit: (row: Values) => void;
  valueLabel: (value: string) => string;
};

const PartRow = React.memo(
  function PartRow({ row, outcomes, onChange, onSplit, valueLabel }: RowProps): React.ReactElement {
    const { t } = useTexts();
    const name = String(row['name']);
    const which = row['part'] ? t('parts.another', { name }) : name;
    return (
      <li>
        <span className="cf-part-name">
          {which} <span className="cf-muted cf-code">{String(row['sku'])}</span>
        </span>
        <span className="cf-muted cf-number">
          {row['part'] ? '' : t('parts.left', { count: quantity(row['left'], row['uom']) })}
        </span>
        <input
          className="cf-input cf-part-count"
          inputMode="decimal"
          autoComplete="off"
          aria-label={t('parts.of', { name: which })}
          value={String(row['quantity'] ?? '')}
          onChange={(event) => onChange(row, { quantity: event.target.value })}
        />
        {outcomes && (
          <span className="cf-part-inspection">
            <select
              className="cf-input"
              aria-label={t('parts.outcomeOf', { name: which })}
              value={String(row['outcome'] ?? '')}
              onChange={(event) => onChange(row, { outcome: event.target.value })}
            >
              {outcomes.map((outcome) => (
                <option key={outcome} value={outcome}>
                  {valueLabel(outcome)}
                </option>
              ))}
            </select>
            <input
              className="cf-input"
              autoComplete="off"
              maxLength={500}
              aria-label={t('parts.reasonOf', { name: which })}
              placeholder={t('parts.reason')}
              value={String(row['reason'] ?? '')}
              onChange={(event) => onChange(row, { reason: event.target.value })}
            />
            {!row['part'] && Number(row['left']) !== 1 && (
              <button
                type="button"
                className="cf-button is-plain is-small"
                title={t('parts.split', { name })}
                onClick={() => onSplit(row)}
              >
                <Icon name="Plus" size={16} />
                <span className="cf-visually-hidden">{t('parts.split', { name })}</span>
              </button>
            )}
          </span>
        )}
      </li>
    );
  },
  (before, after) => before.row === after.row,
);

/** What of the rows is input: the line, its unit and the number, and what its inspection says; lines without a number stay as they are. */
export const typedParts = (rows: Values[]): Values[] =>
  rows
    .filter(({ quantity: typed }) => String(typed ?? '').trim() !== '')
    .map(({ lineId, uom, quantity: typed, outcome, reason }) => ({
      lineId,
      uom,
      quantity: typed,
      ...(outcome === undefined ? {} : { outcome, reason }),
    }));
