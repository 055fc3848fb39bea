import type { ResourceJSON } from 'adminjs';
import React from 'react';
import { Link } from 'react-router-dom';
import { actionApi, listUrl, recordUrl } from '../lib/addresses.ts';
import { moment, shortMoment } from '../lib/formats.ts';
import { listCustom, type PanelRecord, useResource } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { useAnswer } from '../lib/use-answer.ts';

const SHOWN = 6;

/** The stub that stays in the book: the latest entries about a record, for those who may read the trail. */
export function Stub({ resource, record }: { resource: ResourceJSON; record: PanelRecord }): React.ReactElement | null {
  const { t } = useTexts();
  const trail = useResource('auditLogs');
  const mayRead = Boolean(trail?.href);
  const updatedAt = record.values['updatedAt'];
  if (!mayRead && record.revision === null) return null;
  return (
    <aside className="cf-stub" aria-labelledby="cf-stub-title">
      <h2 id="cf-stub-title">{t('stub.title')}</h2>
      {record.revision !== null && (
        <p className="cf-stub-version">
          <strong>{t('show.version', { version: record.revision })}</strong>
          {typeof updatedAt === 'string' && <span>{t('stub.lastSaved', { when: moment(updatedAt) })}</span>}
        </p>
      )}
      {mayRead && <Entries entity={listCustom(resource).entity} id={record.id} />}
    </aside>
  );
}

function Entries({ entity, id }: { entity: string; id: string }): React.ReactElement {
  const { t } = useTexts();
  const search = new URLSearchParams({ 'filters.entityId': id, 'filters.entity': entity, 'filters.about': 'events' });
  const { answer } = useAnswer(`${actionApi('auditLogs', 'list')}?${search}&perPage=${SHOWN}`);
  if (answer?.error) return <p className="cf-muted">{t('stub.unavailable')}</p>;
  if (!answer) return <p className="cf-muted">{t('loading')}</p>;
  const entries = answer.records ?? [];
  return (
    <>
      {entries.length === 0 && <p className="cf-muted">{t('stub.none')}</p>}
      <ol className="cf-entries">
        {entries.map((entry) => (
          <li key={entry.id} className={entry.values['outcome'] === 'done' ? '' : 'is-refused'}>
            <Link to={recordUrl('auditLogs', entry.id)}>{String(entry.values['sentence'] ?? entry.title)}</Link>
            <time dateTime={String(entry.values['createdAt'])}>{shortMoment(entry.values['createdAt'])}</time>
          </li>
        ))}
      </ol>
      {entries.length > 0 && <Link to={listUrl('auditLogs', `?${search}`)}>{t('stub.all')}</Link>}
    </>
  );
}
