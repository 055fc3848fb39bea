import type { ResourceJSON } from 'adminjs';
import React, { useEffect, useState } from 'react';
import { ErrorPage } from '../layout/error-page.tsx';
import { Icon } from '../layout/icon.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { actionApi } from '../lib/addresses.ts';
import type { ListMeta } from '../lib/api.ts';
import { number } from '../lib/formats.ts';
import { listCustom, offers } from '../lib/state.ts';
import { type Texts, useTexts } from '../lib/texts.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ExportButton } from './export-button.tsx';
import { FilterChips, Filters } from './filters.tsx';
import { type ListQuery, useListQuery } from './list-query.ts';
import { NewButton } from './new-button.tsx';
import { Pager } from './pager.tsx';
import { RecordsTable } from './records-table.tsx';
import { Tabs } from './tabs.tsx';

/** A resource's list: search, filters, rows, pages, and what can be done with a selection. */
export function ListPage({ resource }: { resource: ResourceJSON }): React.ReactElement {
  const texts = useTexts();
  const query = useListQuery();
  const search = query.params.toString();
  const { answer, loading, reload } = useAnswer(`${actionApi(resource.id, 'list')}${search ? `?${search}` : ''}`);
  const [filtering, setFiltering] = useState(false);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another selection
  useEffect(() => choose(new Set()), [search, resource.id]);

  const fault = answer?.error;
  if (fault && (fault.code === 'forbidden' || answer.status >= 500 || answer.status === 0)) {
    return <ErrorPage fault={fault} onRetry={reload} />;
  }
  const records = answer?.records ?? [];
  const meta = answer?.meta;
  const canSelect = records.some((record) => (record.bulkActions ?? []).length > 0);
  return (
    <>
      <PageHeading
        title={texts.label(resource.id)}
        after={meta && !fault && <Count resource={resource} meta={meta} texts={texts} />}
      >
        {offers(resource, 'export') && <ExportButton resource={resource} query={query} />}
        <NewButton resource={resource} />
      </PageHeading>
      {listCustom(resource).tabs && <Tabs resource={resource} name={listCustom(resource).tabs} query={query} />}
      <div className="cf-toolbar">
        {listCustom(resource).searchable && (
          <SearchBox key={`${resource.id}-${query.text}`} resource={resource} query={query} />
        )}
        {resource.filterProperties.length > 0 && (
          <button
            type="button"
            className="cf-button"
            aria-expanded={filtering}
            onClick={() => setFiltering(!filtering)}
          >
            <Icon name="Sliders" />
            {query.filters.size > 0
              ? texts.t('list.filtersCount', { count: query.filters.size })
              : texts.t('list.filters')}
          </button>
        )}
      </div>
      {filtering && <Filters key={search} resource={resource} query={query} onClose={() => setFiltering(false)} />}
      <FilterChips resource={resource} query={query} />
      {fault && (
        <p role="alert" className="cf-fault cf-card">
          {fault.message}
        </p>
      )}
      {!answer && loading && <p className="cf-muted">{texts.t('loading')}</p>}
      {meta && !fault && records.length === 0 && <Empty resource={resource} query={query} isBeyond={meta.total > 0} />}
      {meta && records.length > 0 && (
        <>
          <BulkBar
            resource={resource}
            records={records}
            chosen={chosen}
            onClear={() => choose(new Set())}
            onDone={() => {
              choose(new Set());
              reload();
            }}
          />
          <RecordsTable
            resource={resource}
            records={records}
            meta={meta}
            query={query}
            loading={loading}
            onChanged={reload}
            {...(canSelect ? { selection: { chosen, choose } } : {})}
          />
          <Pager meta={meta} shown={records.length} query={query} />
        </>
      )}
    </>
  );
}

function Count({
  resource,
  meta,
  texts,
}: {
  resource: ResourceJSON;
  meta: ListMeta;
  texts: Texts;
}): React.ReactElement {
  const key = meta.capped ? 'list.atLeast' : meta.total === 1 ? 'list.countOne' : 'list.count';
  const name = texts.of(resource.id, 'many') ?? texts.label(resource.id).toLowerCase();
  return (
    <p className="cf-count" role="status">
      {texts.t(key, { count: number(meta.total), name, one: texts.one(resource.id) })}
    </p>
  );
}

function SearchBox({ resource, query }: { resource: ResourceJSON; query: ListQuery }): React.ReactElement {
  const texts = useTexts();
  const [text, setText] = useState(query.text);
  const label = texts.t('list.searchIn', { name: texts.label(resource.id).toLowerCase() });
  return (
    <search className="cf-search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          query.set({ q: text.trim() });
        }}
      >
        <Icon name="Search" />
        <input
          type="search"
          className="cf-input"
          aria-label={label}
          placeholder={texts.of(resource.id, 'search') ?? label}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            if (event.target.value === '' && query.text !== '') query.set({ q: null });
          }}
        />
        <button type="submit" className="cf-button">
          {texts.t('list.search')}
        </button>
      </form>
    </search>
  );
}

type EmptyProps = {
  resource: ResourceJSON;
  query: ListQuery;
  /** There are records, on pages before this one. */
  isBeyond: boolean;
};

function Empty({ resource, query, isBeyond }: EmptyProps): React.ReactElement {
  const texts = useTexts();
  const isNarrowed = query.text !== '' || query.filters.size > 0;
  if (isBeyond) {
    return (
      <div className="cf-card cf-empty">
        <p>{texts.t('list.beyond')}</p>
        <button type="button" className="cf-button" onClick={() => query.set({ page: null })}>
          {texts.t('list.firstPage')}
        </button>
      </div>
    );
  }
  return (
    <div className="cf-card cf-empty">
      <p>{isNarrowed ? texts.t('list.noHits') : (texts.of(resource.id, 'empty') ?? texts.t('list.empty'))}</p>
      {isNarrowed && (
        <button type="button" className="cf-button" onClick={query.clear}>
          {texts.t('list.clear')}
        </button>
      )}
    </div>
  );
}
