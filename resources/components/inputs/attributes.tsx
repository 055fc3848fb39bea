import React, { useEffect, useState } from 'react';
import { Icon } from '../layout/icon.tsx';
import { useTexts } from '../lib/texts.ts';

type Row = { name: string; value: string };
type Props = { value: unknown; onChange: (value: unknown) => void };

const rowsOf = (value: unknown): Row[] => {
  if (Array.isArray(value)) return value as Row[];
  return Object.entries((value ?? {}) as Record<string, unknown>).map(([name, item]) => ({
    name,
    value: String(item),
  }));
};

/** Free attributes as rows of name and value. */
export function AttributesInput({ value, onChange }: Props): React.ReactElement {
  const { t } = useTexts();
  const [rows, setRows] = useState<Row[]>(() => rowsOf(value));

  // A record that was read again (a saved form, a chosen version) brings its own rows.
  useEffect(() => {
    if (!Array.isArray(value)) setRows(rowsOf(value));
  }, [value]);

  const change = (next: Row[]): void => {
    setRows(next);
    onChange(next);
  };
  const set = (index: number, part: Partial<Row>): void =>
    change(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));

  return (
    <div className="cf-rows">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place until it has a name
        <div key={index} className="cf-attribute">
          <input
            className="cf-input"
            aria-label={`${t('form.attributeName')} ${index + 1}`}
            placeholder={t('form.attributeName')}
            maxLength={60}
            value={row.name}
            onChange={(event) => set(index, { name: event.target.value })}
          />
          <input
            className="cf-input"
            aria-label={`${t('form.attributeValue')} ${index + 1}`}
            placeholder={t('form.attributeValue')}
            maxLength={500}
            value={row.value}
            onChange={(event) => set(index, { value: event.target.value })}
          />
          <button
            type="button"
            className="cf-button is-plain is-small"
            onClick={() => change(rows.filter((_row, at) => at !== index))}
          >
            <Icon name="Trash2" size={16} />
            <span className="cf-visually-hidden">{t('form.removeRow', { number: index + 1 })}</span>
          </button>
        </div>
      ))}
      <button type="button" className="cf-button is-small" onClick={() => change([...rows, { name: '', value: '' }])}>
        <Icon name="Plus" size={16} />
        {t('form.addRow')}
      </button>
    </div>
  );
}
