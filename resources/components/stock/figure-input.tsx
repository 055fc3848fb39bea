import React from 'react';

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  numeric?: boolean;
  invalid?: boolean;
};

/** A small input in a table: Enter takes the value, like leaving the row. */
export function FigureInput({ label, value, onChange, numeric = true, invalid = false }: Props): React.ReactElement {
  return (
    <input
      className={numeric ? 'cf-input cf-figure-input' : 'cf-input'}
      aria-label={label}
      aria-invalid={invalid || undefined}
      inputMode={numeric ? 'decimal' : 'text'}
      autoComplete="off"
      maxLength={numeric ? 14 : 200}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onFocus={(event) => event.target.select()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
