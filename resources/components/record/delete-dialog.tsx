import type { ResourceJSON } from 'adminjs';
import React, { useState } from 'react';
import { Dialog } from '../layout/dialog.tsx';
import { recordApi } from '../lib/addresses.ts';
import { call } from '../lib/api.ts';
import { useAnswerNotice } from '../lib/notices.ts';
import type { PanelRecord } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

type Props = { resource: ResourceJSON; record: PanelRecord; onClose: () => void; onDone: () => void };

/** Asks before a record goes for good; where something refers to it, says what. */
export function DeleteDialog({ resource, record, onClose, onDone }: Props): React.ReactElement {
  const { t } = useTexts();
  const notify = useAnswerNotice(resource.id);
  const [running, setRunning] = useState(false);
  const [fault, setFault] = useState('');

  const remove = async (): Promise<void> => {
    setRunning(true);
    const answer = await call(recordApi(resource.id, record.id, 'delete'), {
      body: { values: {}, revision: record.revision },
    });
    setRunning(false);
    if (answer.error) {
      setFault(answer.error.message || t('notices.offline'));
      return;
    }
    notify(answer);
    onDone();
  };

  return (
    <Dialog title={t('remove.title', { name: record.title || record.id })} onClose={onClose}>
      <p>{t('remove.lead')}</p>
      {fault && (
        <p role="alert" className="cf-fault">
          {fault}
        </p>
      )}
      <div className="cf-dialog-actions">
        <button type="button" className="cf-button is-danger" disabled={running || fault !== ''} onClick={remove}>
          {t('remove.confirm')}
        </button>
        <button type="button" className="cf-button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
