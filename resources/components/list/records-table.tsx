// biome-ignore-all lint/a11y/noRedundantRoles: shown as cards on narrow screens, the elements would lose their roles
// biome-ignore-all lint/a11y/useSemanticElements: a region that scrolls is no section of the page
import type { ResourceJSON } from 'adminjs';
import React from 'react';
import { Link } from 'react-router-dom';
import { recordUrl } from '../lib/addresses.ts';
import type { ListMeta } from '../lib/api.ts';
import { fieldOf, isHidden, type PanelRecord } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { StepButton } from '../record/step-button.tsx';
import { Value } from '../values/value.tsx';
import type { ListQuery } from './list-query.ts';

const NUMERIC = new Set(['money', 'quantity', 'number']);

type Props = {
  resource: ResourceJSON;
  records: PanelRecord[];
  meta: ListMeta;
  query: ListQuery;
  loading: boolean;
  /** Called after a step was taken from its row. */
  onChanged: () => void;
  /** Unset where nothing can be done with a selection. */
  selection?: { chosen: ReadonlySet<string>; choose: (ids: ReadonlySet<string>) => void };
};

/** The rows of a list. On narrow screens each row becomes a card; the roles keep it a table for screen readers. */
export function RecordsTable({
  resource,
  records,
  meta,
  query,
  loading,
  onChanged,
  selection,
}: Props): React.ReactElement {
  const texts = useTexts();
  const columns = resource.listProperties
    .map((property) => property.propertyPath)
    .filter((name) => !isHidden(resource, name));
  const titleColumn =
    columns.find((name) => fieldOf(resource, name).format !== 'pictures' && !isWhen(resource, name)) ?? columns[0];
  const caption = texts.t('list.table', { name: texts.label(resource.id), page: meta.page });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className="cf-scroll cf-card is-flush" role="region" aria-label={caption} tabIndex={0} aria-busy={loading}>
      <table className="cf-table cf-records" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {selection && <SelectAll records={records} {...selection} />}
            {columns.map((name) => (
              <ColumnHead key={name} resource={resource} name={name} meta={meta} query={query} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {records.map((record) => (
            <tr key={record.id} role="row" className={selection?.chosen.has(record.id) ? 'is-selected' : ''}>
              {selection && <SelectOne record={record} {...selection} />}
              {columns.map((name) => {
                const classes = cellClass(resource, name, name === titleColumn);
                const isStep = fieldOf(resource, name).format === 'step';
                const value = isStep ? (
                  <StepButton resource={resource} record={record} name={name} onChanged={onChanged} />
                ) : (
                  <Value resource={resource} record={record} name={name} place="list" />
                );
                return (
                  <td key={name} role="cell" className={classes} data-label={texts.field(resource.id, name)}>
                    {name === titleColumn ? (
                      <Link to={recordUrl(resource.id, record.id)}>
                        {record.values[name] ? value : record.title || record.id}
                      </Link>
                    ) : (
                      value
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isWhen = (resource: ResourceJSON, name: string): boolean =>
  ['moment', 'day'].includes(fieldOf(resource, name).format ?? '');

function cellClass(resource: ResourceJSON, name: string, isTitle: boolean): string {
  const { format = 'text' } = fieldOf(resource, name);
  const isSum = format === 'group' && name === 'totals';
  return [
    NUMERIC.has(format) || isSum ? 'is-number' : '',
    format === 'pictures' ? 'is-picture' : '',
    isTitle ? 'is-title' : '',
    name === 'sentence' ? 'is-sentence' : '',
    isWhen(resource, name) ? 'is-when' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

type HeadProps = { resource: ResourceJSON; name: string; meta: ListMeta; query: ListQuery };

function ColumnHead({ resource, name, meta, query }: HeadProps): React.ReactElement {
  const texts = useTexts();
  const label = texts.field(resource.id, name);
  const property = resource.properties[name];
  const classes = cellClass(resource, name, false);
  if (fieldOf(resource, name).format === 'pictures') {
    return (
      <th scope="col" className={classes}>
        <span className="cf-visually-hidden">{label}</span>
      </th>
    );
  }
  if (!property?.isSortable) {
    return (
      <th scope="col" className={classes}>
        {label}
      </th>
    );
  }
  const isSorted = meta.sortBy === name;
  const next = isSorted && meta.direction === 'asc' ? 'desc' : 'asc';
  return (
    <th
      scope="col"
      className={classes}
      aria-sort={isSorted ? (meta.direction === 'asc' ? 'ascending' : 'descending') : 'none'}
    >
      <button type="button" className="cf-sort" onClick={() => query.set({ sortBy: name, direction: next })}>
        {label}
        <span aria-hidden="true" className="cf-sort-mark">
          {isSorted ? (meta.direction === 'asc' ? '▲' : '▼') : ''}
        </span>
      </button>
    </th>
  );
}

type Selection = { chosen: ReadonlySet<string>; choose: (ids: ReadonlySet<string>) => void };

function SelectAll({ records, chosen, choose }: Selection & { records: PanelRecord[] }): React.ReactElement {
  const { t } = useTexts();
  const all = records.length > 0 && records.every((record) => chosen.has(record.id));
  return (
    <th scope="col" className="is-select">
      <input
        type="checkbox"
        aria-label={t('list.selectAll')}
        checked={all}
        onChange={() => choose(all ? new Set() : new Set(records.map((record) => record.id)))}
      />
    </th>
  );
}

function SelectOne({ record, chosen, choose }: Selection & { record: PanelRecord }): React.ReactElement {
  const { t } = useTexts();
  return (
    <td role="cell" className="is-select">
      <input
        type="checkbox"
        aria-label={t('list.select', { name: record.title || record.id })}
        checked={chosen.has(record.id)}
        onChange={() => {
          const next = new Set(chosen);
          if (!next.delete(record.id)) next.add(record.id);
          choose(next);
        }}
      />
    </td>
  );
}
