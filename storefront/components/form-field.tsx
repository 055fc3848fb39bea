import type { HTMLInputTypeAttribute, ReactNode } from 'react';
import { countryChoices } from '../lib/countries.ts';
import { texts } from '../lib/texts.ts';

export type FormState = { values: Record<string, string>; errors: Record<string, string> };

type FieldName = keyof typeof texts.checkout.fields;

type Props = {
  name: FieldName;
  state: FormState;
  autoComplete: string;
  type?: HTMLInputTypeAttribute;
  optional?: boolean;
  hint?: string;
  maxLength?: number;
};

export function FormField({ name, state, autoComplete, type = 'text', optional, hint, maxLength = 200 }: Props) {
  const id = `field-${name}`;
  return (
    <Labelled name={name} state={state} hint={hint}>
      <input
        id={id}
        className="field"
        type={type}
        name={name}
        defaultValue={state.values[name] ?? ''}
        autoComplete={autoComplete}
        maxLength={maxLength}
        required={!optional}
        {...described(name, state, hint)}
      />
    </Labelled>
  );
}

/** The fields of an address, for the checkout and for changing an order's. */
export function AddressFields({ state }: { state: FormState }) {
  return (
    <>
      <FormField name="address.name" state={state} autoComplete="shipping name" />
      <FormField name="address.line1" state={state} autoComplete="shipping address-line1" />
      <FormField name="address.line2" state={state} autoComplete="shipping address-line2" optional />
      <div className="fields-beside">
        <FormField name="address.postcode" state={state} autoComplete="shipping postal-code" maxLength={20} />
        <FormField name="address.city" state={state} autoComplete="shipping address-level2" maxLength={120} />
      </div>
      <Labelled name="address.country" state={state}>
        <select
          id="field-address.country"
          className="field"
          name="address.country"
          defaultValue={state.values['address.country'] || 'GB'}
          autoComplete="shipping country"
          {...described('address.country', state)}
        >
          {countryChoices(state.values['address.country']).map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </Labelled>
    </>
  );
}

type LabelledProps = { name: FieldName; state: FormState; hint?: string | undefined; children: ReactNode };

function Labelled({ name, state, hint, children }: LabelledProps) {
  const error = state.errors[name];
  return (
    <p className="labelled">
      <label htmlFor={`field-${name}`}>{texts.checkout.fields[name]}</label>
      {children}
      {hint && (
        <small id={`hint-${name}`} className="labelled-hint">
          {hint}
        </small>
      )}
      {error !== undefined && (
        <strong id={`error-${name}`} className="labelled-error">
          {error || texts.checkout.badField}
        </strong>
      )}
    </p>
  );
}

function described(name: FieldName, { errors }: FormState, hint?: string) {
  const wrong = errors[name] !== undefined;
  const ids = [wrong && `error-${name}`, hint && `hint-${name}`].filter(Boolean).join(' ');
  return { 'aria-invalid': wrong || undefined, 'aria-describedby': ids || undefined };
}
