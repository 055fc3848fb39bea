import type { ResourceJSON } from 'adminjs';
import React from 'react';
import { Link } from 'react-router-dom';
import { listUrl } from '../lib/addresses.ts';
import { fieldOf, listCustom } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import type { ListQuery } from './list-query.ts';

type Props = { resource: ResourceJSON; name: string; query: ListQuery };

/** What waits, state by state, above the list: each a list of its own, the longest waiting first. */
export function Tabs({ resource, name, query }: Props): React.ReactElement {
  const texts = useTexts();
  const chosen = query.params.get(`filters.${name}`);
  const oldestFirst = `sortBy=${listCustom(resource).sort.by}&direction=asc`;
  const tabs = [null, ...(fieldOf(resource, name).values ?? [])];
  return (
    <nav className="cf-tabs" aria-label={texts.field(resource.id, name)}>
      {tabs.map((value) => (
        <Link
          key={value ?? ''}
          to={listUrl(resource.id, value ? `?filters.${name}=${value}&${oldestFirst}` : '')}
          aria-current={chosen === value ? 'page' : undefined}
        >
          {value ? texts.value(resource.id, name, value) : texts.t('list.all')}
        </Link>
      ))}
    </nav>
  );
}
