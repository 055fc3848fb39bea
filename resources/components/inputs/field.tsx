import type { ResourceJSON } from 'adminjs';
import React, { useId } from 'react';
import { currencySign, dayInput } from '../lib/formats.ts';
import { type Field, type PanelRecord, settings, type Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { AttributesInput } from './attributes.tsx';
import { LinePartsInput } from './line-parts.tsx';
import { PicturesInput } from './pictures.tsx';
import { ReferenceInput } from './reference.tsx';
import { RowsInput } from './rows.tsx';
import { ScopesInput } from './scopes.tsx';

export type InputProps = {
  name: string;
  label: string;
  help?: string;
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  error?: string | undefined;
  required?: boolean;
  /** The other values of the form: a quantity is typed in its unit. */
  values: Values;
  resource?: ResourceJSON;
  record?: PanelRecord | undefined;
  valueLabel: (value: string) => string;
  autoFocus?: boolean;
};

type Described = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean };

/** One input with its label, help and fault, which are tied together for screen readers. */
export function FieldInput(props: InputProps): React.ReactElement {
  const { t } = useTexts();
  const { label, help, error, required, field, name } = props;
  const id = useId();
  const helpId = `${id}-help`;
  const errorId = `${id}-error`;
  const describedBy = [help ? helpId : '', error ? errorId : ''].filter(Boolean).join(' ');
  const described: Described = {
    id,
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
  };
  const isGroup =
    field.format === 'choices' ||
    field.format === 'scopes' ||
    field.format === 'attributes' ||
    field.format === 'pictures' ||
    field.format === 'lines' ||
    field.format === 'rows';
  const title = (
    <>
      {label}
      {required && <span className="cf-required"> ({t('form.required')})</span>}
    </>
  );
  const notes = (
    <>
      {help && (
        <p id={helpId} className="cf-help">
          {help}
        </p>
      )}
      {error && (
        <p id={errorId} className="cf-fault">
          {error}
        </p>
      )}
    </>
  );
  const wide = isGroup || field.format === 'longText';
  if (isGroup) {
    return (
      <fieldset className="cf-field is-wide" data-field={name} aria-describedby={describedBy || undefined}>
        <legend>{title}</legend>
        <Control {...props} described={described} />
        {notes}
      </fieldset>
    );
  }
  return (
    <div className={wide ? 'cf-field is-wide' : 'cf-field'} data-field={name}>
      {field.format !== 'yesNo' && <label htmlFor={id}>{title}</label>}
      <Control {...props} described={described} />
      {notes}
    </div>
  );
}

type ControlProps = InputProps & { described: Described };

function Control(props: ControlProps): React.ReactElement {
  const { field, value, onChange, described, required, values, label, autoFocus } = props;
  const { t } = useTexts();
  const common = { ...described, name: props.name, required: required ?? false, autoFocus: autoFocus ?? false };
  const text = value === null || value === undefined ? '' : String(value);
  const onText = (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>): void =>
    onChange(event.target.value);
  const decimal = { common, text, onText };
  switch (field.format) {
    case 'lines':
      return <LinePartsInput field={field} value={value} onChange={onChange} valueLabel={props.valueLabel} />;
    case 'rows':
      return (
        <RowsInput
          name={props.name}
          label={label}
          field={field}
          value={value}
          onChange={onChange}
          resourceId={props.resource?.id ?? ''}
        />
      );
    case 'longText':
      return (
        <>
          <textarea
            {...common}
            className="cf-input"
            rows={field.fromFile ? 8 : 4}
            maxLength={field.maxLength}
            value={text}
            onChange={onText}
          />
          {field.fromFile && <FromFile onText={onChange} />}
        </>
      );
    case 'money':
      return <Decimal {...decimal} before={<span aria-hidden="true">{currencySign()}</span>} />;
    case 'percent':
      return <Decimal {...decimal} after={<span>%</span>} />;
    case 'list':
      return (
        <input
          {...common}
          className="cf-input"
          autoComplete="off"
          value={Array.isArray(value) ? value.join(', ') : text}
          onChange={onText}
        />
      );
    case 'quantity':
      return <Decimal {...decimal} after={unitSign(values[field.unitField ?? 'uom'])} />;
    case 'number':
      return (
        <input {...common} className="cf-input" inputMode="numeric" autoComplete="off" value={text} onChange={onText} />
      );
    case 'yesNo':
      return (
        <label className="cf-check">
          <input
            {...described}
            type="checkbox"
            name={props.name}
            checked={value === true}
            onChange={(event) => onChange(event.target.checked)}
          />
          {label}
        </label>
      );
    case 'choice':
      return (
        <select {...common} className="cf-input" value={text} onChange={onText}>
          {(!required || text === '') && <option value="">{required ? t('form.choose') : t('form.noChoice')}</option>}
          {(field.values ?? []).map((one) => (
            <option key={one} value={one}>
              {props.valueLabel(one)}
            </option>
          ))}
        </select>
      );
    case 'choices':
      return <Choices {...props} />;
    case 'scopes':
      return <ScopesInput {...props} />;
    case 'day':
    case 'moment':
      return (
        <span className="cf-affixed">
          <input {...common} className="cf-input" type="date" value={dayInput(value)} onChange={onText} />
          <span className="cf-muted">{settings().timeZone}</span>
        </span>
      );
    case 'reference':
      return <ReferenceInput {...props} />;
    case 'attributes':
      return <AttributesInput {...props} />;
    case 'pictures':
      return <PicturesInput {...props} />;
    default:
      return (
        <input
          {...common}
          className="cf-input"
          type={field.format === 'email' ? 'email' : field.format === 'phone' ? 'tel' : 'text'}
          maxLength={field.maxLength}
          value={text}
          onChange={onText}
        />
      );
  }
}

/** Fills a long text from a file. */
function FromFile({ onText }: { onText: (text: string) => void }): React.ReactElement {
  const { t } = useTexts();
  return (
    <label className="cf-from-file">
      <span>{t('form.fromFile')}</span>
      <input
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        onChange={async (event) => {
          const [file] = event.target.files ?? [];
          if (file) onText(await file.text());
        }}
      />
    </label>
  );
}

type DecimalProps = {
  common: object;
  text: string;
  onText: (event: React.ChangeEvent<HTMLInputElement>) => void;
  before?: React.ReactNode;
  after?: React.ReactNode;
};

/** A number with its sign before or after it. */
function Decimal({ common, text, onText, before, after }: DecimalProps): React.ReactElement {
  return (
    <span className="cf-affixed">
      {before}
      <input {...common} className="cf-input" inputMode="decimal" autoComplete="off" value={text} onChange={onText} />
      {after}
    </span>
  );
}

const unitSign = (unit: unknown): React.ReactNode =>
  unit === undefined || unit === '' || unit === 'piece' ? null : <span>{String(unit)}</span>;

function Choices({ field, value, onChange, valueLabel, name, described }: ControlProps): React.ReactElement {
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  return (
    <div className="cf-choices" id={described.id}>
      {(field.values ?? []).map((one) => (
        <label key={one} className="cf-check">
          <input
            type="checkbox"
            name={name}
            value={one}
            checked={chosen.includes(one)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))
            }
          />
          {valueLabel(one)}
        </label>
      ))}
    </div>
  );
}
