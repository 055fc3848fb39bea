// biome-ignore-all lint/a11y/noRedundantRoles: shown as cards on narrow screens, the elements would lose their roles
// biome-ignore-all lint/a11y/useSemanticElements: a region that scrolls is no section of the page
import React from 'react';
import { Icon } from '../layout/icon.tsx';
import { currencySign } from '../lib/formats.ts';
import type { Field, Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

type Props = {
  name: string;
  label: string;
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  resourceId: string;
};

/** A short table that is typed into: rows are added, taken away and put in order. On narrow screens each row becomes a card. */
export function RowsInput({ name, label, field, value, onChange, resourceId }: Props): React.ReactElement {
  const texts = useTexts();
  const rows = (Array.isArray(value) ? value : []) as Values[];
  const columns = Object.entries(field.parts ?? {}).filter(([, part]) => !part.hidden);
  const set = (index: number, part: string, typed: unknown): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, [part]: typed } : row)));
  const column = (part: string): string => texts.field(resourceId, `${name}.${part}`);
  return (
    <div className="cf-rows">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="cf-scroll" role="region" aria-label={label} tabIndex={0}>
        <table className="cf-table cf-typed-rows" role="table">
          <thead role="rowgroup">
            <tr role="row">
              {columns.map(([part]) => (
                <th key={part} scope="col">
                  {column(part)}
                </th>
              ))}
              {!field.fixedRows && (
                <th scope="col">
                  <span className="cf-visually-hidden">{texts.t('form.rowActions')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place until it is saved
              <tr key={index} role="row">
                {columns.map(([part, cell]) => (
                  <td key={part} role="cell" data-label={column(part)}>
                    {cell.readOnly ? (
                      texts.value(resourceId, `${name}.${part}`, String(row[part] ?? ''))
                    ) : (
                      <Cell
                        field={cell}
                        label={`${column(part)}, ${texts.t('form.row', { number: index + 1 })}`}
                        value={row[part]}
                        onChange={(typed) => set(index, part, typed)}
                      />
                    )}
                  </td>
                ))}
                {!field.fixedRows && (
                  <td role="cell" className="cf-row-actions">
                    <RowButton
                      icon="ArrowUp"
                      label={texts.t('form.moveRowUp', { number: index + 1 })}
                      disabled={index === 0}
                      onPress={() => onChange(movedUp(rows, index))}
                    />
                    <RowButton
                      icon="Trash2"
                      label={texts.t('form.removeRow', { number: index + 1 })}
                      onPress={() => onChange(rows.filter((_row, at) => at !== index))}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!field.fixedRows && (
        <button
          type="button"
          className="cf-button is-small"
          onClick={() => onChange([...rows, Object.fromEntries(columns.map(([part]) => [part, '']))])}
        >
          <Icon name="Plus" size={16} />
          {texts.t('form.addRow')}
        </button>
      )}
    </div>
  );
}

const movedUp = (rows: Values[], index: number): Values[] =>
  rows.map((row, at) => (at === index - 1 ? (rows[index] ?? row) : at === index ? (rows[index - 1] ?? row) : row));

type ButtonProps = { icon: string; label: string; disabled?: boolean; onPress: () => void };

function RowButton({ icon, label, disabled = false, onPress }: ButtonProps): React.ReactElement {
  return (
    <button type="button" className="cf-button is-plain is-small" disabled={disabled} onClick={onPress}>
      <Icon name={icon} size={16} />
      <span className="cf-visually-hidden">{label}</span>
    </button>
  );
}

type CellProps = { field: Field; label: string; value: unknown; onChange: (value: unknown) => void };

function Cell({ field, label, value, onChange }: CellProps): React.ReactElement {
  if (field.format === 'yesNo') {
    return (
      <input
        type="checkbox"
        aria-label={label}
        checked={value === true}
        onChange={(event) => onChange(event.target.checked)}
      />
    );
  }
  const input = (
    <input
      className="cf-input"
      aria-label={label}
      autoComplete="off"
      inputMode={field.format === 'money' ? 'decimal' : undefined}
      maxLength={field.maxLength}
      value={String(value ?? '')}
      onChange={(event) => onChange(event.target.value)}
    />
  );
  if (field.format !== 'money') return input;
  return (
    <span className="cf-affixed">
      <span aria-hidden="true">{currencySign()}</span>
      {input}
    </span>
  );
}
