import type { ResourceJSON } from 'adminjs';
import React, { useId, useState } from 'react';
import { ReferenceInput } from '../inputs/reference.tsx';
import { Icon } from '../layout/icon.tsx';
import { day, moment } from '../lib/formats.ts';
import { fieldOf, isHidden, listCustom } from '../lib/state.ts';
import { type Texts, useTexts } from '../lib/texts.ts';
import { filterNames, type ListQuery } from './list-query.ts';

const RANGES = new Set(['number', 'money', 'quantity', 'day', 'moment']);
const DATES = new Set(['day', 'moment']);

type Props = { resource: ResourceJSON; query: ListQuery; onClose: () => void };

/** The filters of a list, applied together. */
export function Filters({ resource, query, onClose }: Props): React.ReactElement {
  const { t } = useTexts();
  const [draft, setDraft] = useState(() => new Map(query.filters));
  const set = (name: string, value: string): void => setDraft(new Map(draft).set(name, value));
  return (
    <form
      className="cf-filters cf-card"
      onSubmit={(event) => {
        event.preventDefault();
        query.setFilters(draft);
        onClose();
      }}
    >
      <div className="cf-filter-grid">
        {filterNames(resource)
          .filter((name) => !isHidden(resource, name))
          .map((name) => (
            <Filter key={name} resource={resource} name={name} draft={draft} set={set} />
          ))}
      </div>
      <p className="cf-row">
        <button type="submit" className="cf-button is-primary">
          {t('list.apply')}
        </button>
        <button
          type="button"
          className="cf-button"
          onClick={() => {
            query.setFilters(new Map());
            onClose();
          }}
        >
          {t('list.reset')}
        </button>
      </p>
    </form>
  );
}

type FilterProps = {
  resource: ResourceJSON;
  name: string;
  draft: Map<string, string>;
  set: (name: string, value: string) => void;
};

function Filter({ resource, name, draft, set }: FilterProps): React.ReactElement {
  const texts = useTexts();
  const id = useId();
  const field = fieldOf(resource, name);
  const label = texts.field(resource.id, name);
  const value = draft.get(name) ?? '';
  if (field.format === 'choice' || field.format === 'choices' || field.format === 'yesNo') {
    const values = field.format === 'yesNo' ? ['true', 'false'] : (field.values ?? []);
    return (
      <div className="cf-field">
        <label htmlFor={id}>{label}</label>
        <select id={id} className="cf-input" value={value} onChange={(event) => set(name, event.target.value)}>
          <option value="">{texts.t('list.any')}</option>
          {values.map((one) => (
            <option key={one} value={one}>
              {valueText(resource, name, one, texts)}
            </option>
          ))}
        </select>
      </div>
    );
  }
  if (RANGES.has(field.format ?? '')) {
    return (
      <fieldset className="cf-field">
        <legend>{label}</legend>
        <div className="cf-range">
          {(['from', 'to'] as const).map((bound) => (
            <label key={bound}>
              <span className="cf-muted">{texts.t(`list.${bound}`)}</span>
              <input
                className="cf-input"
                type={DATES.has(field.format ?? '') ? 'date' : 'text'}
                inputMode={DATES.has(field.format ?? '') ? undefined : 'decimal'}
                value={(draft.get(`${name}~~${bound}`) ?? '').slice(0, DATES.has(field.format ?? '') ? 10 : undefined)}
                onChange={(event) => set(`${name}~~${bound}`, event.target.value)}
              />
            </label>
          ))}
        </div>
      </fieldset>
    );
  }
  if (field.format === 'reference') {
    return (
      <div className="cf-field">
        <label htmlFor={id}>{label}</label>
        <ReferenceInput
          name={name}
          field={field}
          resource={resource}
          value={value}
          onChange={(next) => set(name, String(next ?? ''))}
          described={{ id }}
        />
      </div>
    );
  }
  return (
    <div className="cf-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="cf-input" value={value} onChange={(event) => set(name, event.target.value)} />
    </div>
  );
}

function valueText(resource: ResourceJSON, name: string, value: string, texts: Texts): string {
  if (fieldOf(resource, name).format !== 'yesNo') return texts.value(resource.id, name, value);
  return texts.t(value === 'true' ? 'yes' : 'no');
}

/** What the list is narrowed to; each can be taken away. */
export function FilterChips({
  resource,
  query,
}: {
  resource: ResourceJSON;
  query: ListQuery;
}): React.ReactElement | null {
  const texts = useTexts();
  // What a tab says already needs no chip.
  const shownFilters = [...query.filters].filter(([key]) => key !== listCustom(resource).tabs);
  if (shownFilters.length === 0) return null;
  return (
    <ul className="cf-chips">
      {shownFilters.map(([key, value]) => {
        const [name = '', bound] = key.split('~~');
        const label = texts.field(resource.id, name);
        const field = fieldOf(resource, name);
        const shown = DATES.has(field.format ?? '')
          ? value.includes('T')
            ? moment(value)
            : day(`${value}T12:00:00Z`)
          : valueText(resource, name, value, texts);
        const rest = new Map([...query.filters].filter(([other]) => other !== key));
        return (
          <li key={key}>
            <span>
              {label}
              {bound ? ` ${texts.t(`list.${bound}`).toLowerCase()}` : ':'}{' '}
              <strong>{field.format === 'reference' ? `…${value.slice(-6)}` : shown}</strong>
            </span>
            <button type="button" className="cf-button is-plain is-small" onClick={() => query.setFilters(rest)}>
              <Icon name="X" size={14} />
              <span className="cf-visually-hidden">{texts.t('list.removeFilter', { name: label })}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
