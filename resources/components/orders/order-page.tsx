import type { ResourceJSON } from 'adminjs';
import React from 'react';
import { Link } from 'react-router-dom';
import { ErrorPage } from '../layout/error-page.tsx';
import { Icon } from '../layout/icon.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { recordApi, recordUrl } from '../lib/addresses.ts';
import type { PanelRecord, Values } from '../lib/state.ts';
import { type Texts, useTexts } from '../lib/texts.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { PersonalData } from '../record/personal-data.tsx';
import { Actions, BackLink, SectionCard, States } from '../record/show-page.tsx';
import { StepButton } from '../record/step-button.tsx';
import { Stub } from '../record/stub.tsx';
import { OrderLines } from './order-lines.tsx';
import { NotesCard, OrderMoney, OrderTimeline, ReturnsCard, ShipmentsCard } from './order-parts.tsx';
import { PAPERS } from './paper-page.tsx';

const WHO = { title: 'customer', fields: ['customer', 'guest', 'address', 'country', 'delivery'] };
const STATE = {
  title: 'state',
  fields: [
    'status',
    'paymentStatus',
    'fulfilmentStatus',
    'date',
    'paymentMethod',
    'expiresAt',
    'source',
    'invoice',
    'cancelReason',
  ],
};

/** One order on one screen: what to do next, its lines and sums, and beside them who it is for, its money and what happened. */
export function OrderPage({ resource, id }: { resource: ResourceJSON; id: string }): React.ReactElement {
  const texts = useTexts();
  const { answer, loading, reload } = useAnswer(recordApi(resource.id, id, 'show'));
  if (answer?.error) return <ErrorPage fault={answer.error} onRetry={reload} />;
  const record = answer?.record;
  if (!record || record.id !== id) return <p className="cf-muted">{texts.t('loading')}</p>;
  return (
    <div className="cf-order" aria-busy={loading}>
      <PageHeading
        title={record.title}
        before={<BackLink resource={resource} />}
        after={<States resource={resource} record={record} />}
      >
        <Actions resource={resource} record={record} onChanged={reload} except={record.values['next'] ?? 'none'} />
      </PageHeading>
      <PersonalData resource={resource} record={record} onChanged={reload} />
      <NextStep resource={resource} record={record} onChanged={reload} />
      <div className="cf-order-columns">
        <div className="cf-sections">
          <OrderLines resource={resource} record={record} />
          <ReturnsCard record={record} />
          <ShipmentsCard resource={resource} record={record} />
          <NotesCard record={record} />
          <OrderTimeline resource={resource} record={record} />
        </div>
        <div className="cf-sections cf-order-side">
          <SectionCard resource={resource} record={record} section={WHO} onlyFilled />
          <SectionCard resource={resource} record={record} section={STATE} onlyFilled />
          <OrderMoney resource={resource} record={record} />
          <Stub key={`${record.revision} ${record.unmaskedFor === null}`} resource={resource} record={record} />
        </div>
      </div>
    </div>
  );
}

type Props = { resource: ResourceJSON; record: PanelRecord; onChanged: () => void };

function NextStep({ resource, record, onChanged }: Props): React.ReactElement {
  const { t } = useTexts();
  const step = record.values['next'];
  const isForMe = record.recordActions.some(({ name }) => name === step);
  const wish = typeof step === 'string' ? undefined : waitingReturn(record);
  return (
    <section className="cf-next" aria-label={t('order.next')}>
      <p>
        <span className="cf-muted">{t('order.next')}</span> <strong>{stepInWords(step, wish, t)}</strong>
      </p>
      {wish && (
        <Link className="cf-button is-primary" to={recordUrl('returnRequests', String(wish['_id']))}>
          {String(wish['name'])}
        </Link>
      )}
      {isForMe && <StepButton resource={resource} record={record} name="next" onChanged={onChanged} primary />}
      <ul className="cf-row cf-papers">
        {PAPERS.map((paper) => (
          <li key={paper}>
            <Link className="cf-button is-small" to={`${recordUrl(resource.id, record.id)}?paper=${paper}`}>
              <Icon name="Printer" size={15} />
              {t(`papers.${paper}`)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What its customer wants to send back, as long as somebody has something to do about it. */
const waitingReturn = (record: PanelRecord): Values | undefined =>
  ((record.values['returnRequests'] ?? []) as Values[]).find(({ status }) => String(status) in RETURN_STEPS);

const RETURN_STEPS = { requested: 'answerReturn', accepted: 'awaitReturn' };

function stepInWords(step: unknown, wish: Values | undefined, t: Texts['t']): string {
  if (typeof step === 'string') return t(`order.steps.${step}`);
  if (!wish) return t('order.nothingToDo');
  return t(`order.steps.${RETURN_STEPS[wish['status'] as keyof typeof RETURN_STEPS]}`);
}
