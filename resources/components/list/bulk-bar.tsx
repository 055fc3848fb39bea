import type { ResourceJSON } from 'adminjs';
import React, { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { Dialog } from '../layout/dialog.tsx';
import { Icon } from '../layout/icon.tsx';
import { bulkApi } from '../lib/addresses.ts';
import { type BulkResult, call } from '../lib/api.ts';
import { useAnswerNotice } from '../lib/notices.ts';
import type { PanelRecord } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

type Props = {
  resource: ResourceJSON;
  records: PanelRecord[];
  chosen: ReadonlySet<string>;
  onDone: () => void;
  onClear: () => void;
};

/** What can be done with a selection, and afterwards how many it was done to and which stayed as they were. */
export function BulkBar({ resource, records, chosen, onDone, onClear }: Props): React.ReactElement | null {
  const texts = useTexts();
  const [asked, setAsked] = useState<string | null>(null);
  if (chosen.size === 0) return null;
  const selected = records.filter((record) => chosen.has(record.id));
  const actions = [...new Set(selected.flatMap((record) => (record.bulkActions ?? []).map((action) => action.name)))];
  return (
    <div className="cf-bulk">
      <p role="status">{texts.t('list.selected', { count: chosen.size })}</p>
      {actions.map((name) => (
        <button
          key={name}
          type="button"
          className={name === 'bulkDelete' ? 'cf-button is-danger' : 'cf-button'}
          onClick={() => setAsked(name)}
        >
          {name === 'bulkDelete' ? texts.t('list.deleteSelected') : texts.action(resource.id, name)}
        </button>
      ))}
      <button type="button" className="cf-button is-plain" onClick={onClear}>
        <Icon name="X" size={16} />
        {texts.t('list.unselect')}
      </button>
      {asked && (
        <BulkDialog
          resource={resource}
          action={asked}
          records={selected}
          onClose={() => setAsked(null)}
          onDone={onDone}
        />
      )}
    </div>
  );
}

type DialogProps = {
  resource: ResourceJSON;
  action: string;
  records: PanelRecord[];
  onClose: () => void;
  onDone: () => void;
};

function BulkDialog({ resource, action, records, onClose, onDone }: DialogProps): React.ReactElement {
  const texts = useTexts();
  const notify = useAnswerNotice(resource.id);
  const navigate = useNavigate();
  const [running, setRunning] = useState(false);
  const [result, setResult] = useState<BulkResult | null>(null);
  const isDelete = action === 'bulkDelete';
  const count = records.length;
  const label = isDelete
    ? texts.t('bulk.confirm', { count })
    : texts.t('bulk.run', { action: texts.action(resource.id, action), count });

  const run = async (): Promise<void> => {
    setRunning(true);
    const ids = records.map((record) => record.id);
    const answer = await call(bulkApi(resource.id, action, ids), { body: { values: {} } });
    setRunning(false);
    notify(answer);
    if (answer.waits) {
      navigate(answer.redirectUrl ?? '');
      return;
    }
    if (answer.result && answer.result.failed.length > 0) setResult(answer.result);
    else {
      onClose();
      if (!answer.error) onDone();
    }
  };
  const close = (): void => {
    onClose();
    if (result) onDone();
  };
  const titleOf = (id: string): string => records.find((record) => record.id === id)?.title || id;

  return (
    <Dialog title={isDelete ? texts.t('bulk.deleteTitle', { count }) : label} onClose={close}>
      {result ? (
        <>
          <p>{texts.t('notices.bulkPartly', { count: result.done, failed: result.failed.length })}</p>
          <p>{texts.t('bulk.failed')}</p>
          <ul className="cf-failed">
            {result.failed.map(({ id, message }) => (
              <li key={id}>
                <strong>{titleOf(id)}</strong>: {message}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p>{isDelete ? texts.t('bulk.deleteLead') : texts.of(resource.id, `confirm.${action}`)}</p>
          <ul className="cf-failed">
            {records.slice(0, 10).map((record) => (
              <li key={record.id}>{record.title || record.id}</li>
            ))}
            {count > 10 && <li>…</li>}
          </ul>
        </>
      )}
      <div className="cf-dialog-actions">
        {!result && (
          <button
            type="button"
            className={isDelete ? 'cf-button is-danger' : 'cf-button is-primary'}
            disabled={running}
            onClick={run}
          >
            {label}
          </button>
        )}
        <button type="button" className="cf-button" onClick={close}>
          {result ? texts.t('close') : texts.t('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
