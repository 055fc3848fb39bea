import type { ResourceJSON } from 'adminjs';
import React, { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { ErrorPage } from '../layout/error-page.tsx';
import { Icon } from '../layout/icon.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { recordApi, recordUrl } from '../lib/addresses.ts';
import { call, type Fault, newRequestKey } from '../lib/api.ts';
import { money } from '../lib/formats.ts';
import { useAnswerNotice } from '../lib/notices.ts';
import type { PanelRecord } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { DraftLines, DraftSubmit, DraftSums } from './draft-lines.tsx';
import { linesOf } from './order-lines.tsx';
import { type Preview, useDraft } from './use-draft.ts';

/** Other lines for an order that is not packed: what that costs more or less is in sight before it is done. */
export function ChangeLinesPage({ resource, id }: { resource: ResourceJSON; id: string }): React.ReactElement {
  const texts = useTexts();
  const { answer, reload } = useAnswer(recordApi(resource.id, id, 'show'));
  if (answer?.error) return <ErrorPage fault={answer.error} onRetry={reload} />;
  const record = answer?.record;
  if (!record || record.id !== id) return <p className="cf-muted">{texts.t('loading')}</p>;
  return <ChangeLines key={record.revision} resource={resource} record={record} onStale={reload} />;
}

type Props = { resource: ResourceJSON; record: PanelRecord; onStale: () => void };

function ChangeLines({ resource, record, onStale }: Props): React.ReactElement {
  const { t } = useTexts();
  const navigate = useNavigate();
  const notify = useAnswerNotice(resource.id);
  const draft = useDraft(
    record.id,
    linesOf(record)
      .filter(({ product }) => product)
      .map(({ product, quantity }) => ({ productId: String(product), quantity: String(quantity) })),
  );
  const [fault, setFault] = useState<Fault | null>(null);
  const [running, setRunning] = useState(false);
  const requestKey = useRef(newRequestKey());
  const back = recordUrl(resource.id, record.id);

  const confirm = async (): Promise<void> => {
    setRunning(true);
    const values = { lines: draft.lines, ...(draft.delivery ? { delivery: draft.delivery } : {}) };
    const body = { values, revision: record.revision, requestKey: requestKey.current };
    const answer = await call(recordApi(resource.id, record.id, 'changeLines'), { body });
    setRunning(false);
    if (!answer.error) {
      notify(answer);
      navigate(answer.redirectUrl ?? back);
      return;
    }
    if (answer.status >= 400 && answer.status < 500) requestKey.current = newRequestKey();
    setFault(answer.status === 0 ? { ...answer.error, message: t('notices.offline') } : answer.error);
  };

  return (
    <>
      <PageHeading
        title={t('desk.changeTitle', { name: record.title })}
        before={
          <p className="cf-back">
            <Link to={back}>
              <Icon name="ArrowLeft" size={16} />
              {record.title}
            </Link>
          </p>
        }
      />
      <div className="cf-order-columns">
        <DraftLines draft={draft} />
        <section className="cf-card cf-draft-sums" aria-labelledby="cf-draft-sums">
          <h2 id="cf-draft-sums">{t('desk.sums')}</h2>
          <DraftSums draft={draft} />
          {draft.preview?.money && !draft.fault && <Difference money={draft.preview.money} />}
          {fault && (
            <p role="alert" className="cf-fault">
              {fault.code === 'stale' ? t('desk.newer') : fault.message}
            </p>
          )}
          {fault?.code === 'stale' && (
            <button type="button" className="cf-button" onClick={onStale}>
              {record.title}
            </button>
          )}
          <DraftSubmit draft={draft} label={t('desk.confirm')} running={running} onPress={confirm} />
        </section>
      </div>
    </>
  );
}

/** What is to be paid or given back once the order is changed. */
function Difference({ money: sums }: { money: NonNullable<Preview['money']> }): React.ReactElement {
  const { t } = useTexts();
  const toPay = Number(sums['toPay']) > 0;
  const toRefund = Number(sums['toRefund']) > 0;
  return (
    <div role="status" className="cf-difference">
      <p>
        {t('desk.before')} {money(sums['before'])}, {t('desk.after').toLowerCase()} {money(sums['after'])}
      </p>
      {toPay && (
        <p>
          <strong>
            {t('desk.toPay')}: {money(sums['toPay'])}
          </strong>
        </p>
      )}
      {toRefund && (
        <p>
          <strong>
            {t('desk.toRefund')}: {money(sums['toRefund'])}
          </strong>{' '}
          {t('desk.refundNote')}
        </p>
      )}
      {!toPay && !toRefund && <p>{t('desk.nothingOpen')}</p>}
    </div>
  );
}
