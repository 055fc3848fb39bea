import type { ResourceJSON } from 'adminjs';
import React, { useState } from 'react';
import { Icon } from '../layout/icon.tsx';
import { actionApi } from '../lib/addresses.ts';
import { download } from '../lib/download.ts';
import { useAnswerNotice } from '../lib/notices.ts';
import { useTexts } from '../lib/texts.ts';
import type { ListQuery } from './list-query.ts';

/** Saves the list as it is narrowed and sorted, all its pages, as a file for spreadsheets. */
export function ExportButton({ resource, query }: { resource: ResourceJSON; query: ListQuery }): React.ReactElement {
  const { t } = useTexts();
  const notify = useAnswerNotice(resource.id);
  const [running, setRunning] = useState(false);
  const save = async (): Promise<void> => {
    setRunning(true);
    const asked = new URLSearchParams([...query.params].filter(([name]) => name !== 'page' && name !== 'perPage'));
    notify(await download(`${actionApi(resource.id, 'export')}?${asked}`, `${resource.id}.csv`));
    setRunning(false);
  };
  return (
    <button type="button" className="cf-button" disabled={running} title={t('list.exportHint')} onClick={save}>
      <Icon name="Download" />
      {running ? t('list.exporting') : t('list.export')}
    </button>
  );
}
