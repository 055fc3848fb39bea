import React from 'react';
import type { ListMeta } from '../lib/api.ts';
import { number } from '../lib/formats.ts';
import { useTexts } from '../lib/texts.ts';
import type { ListQuery } from './list-query.ts';

/** From page to page. Beyond 1,000 records nobody counts: it says "1,000+" and goes on as long as there is more. */
export function Pager({
  meta,
  shown,
  query,
}: {
  meta: ListMeta;
  shown: number;
  query: ListQuery;
}): React.ReactElement | null {
  const { t } = useTexts();
  if (meta.page === 1 && !meta.more) return null;
  const first = (meta.page - 1) * meta.perPage + 1;
  const total = `${number(meta.total)}${meta.capped ? '+' : ''}`;
  return (
    <nav className="cf-pager" aria-label={t('list.pages')}>
      <button
        type="button"
        className="cf-button"
        disabled={meta.page === 1}
        onClick={() => query.set({ page: String(meta.page - 1) })}
      >
        {t('list.previous')}
      </button>
      <p>{t('list.range', { from: number(first), to: number(first + shown - 1), total })}</p>
      <button
        type="button"
        className="cf-button"
        disabled={!meta.more}
        onClick={() => query.set({ page: String(meta.page + 1) })}
      >
        {t('list.next')}
      </button>
    </nav>
  );
}
