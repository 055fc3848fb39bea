// biome-ignore-all lint/a11y/noRedundantRoles: shown as cards on narrow screens, the elements would lose their roles
import type { ResourceJSON } from 'adminjs';
import React, { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { ErrorPage } from '../layout/error-page.tsx';
import { Icon } from '../layout/icon.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { listUrl, recordApi, recordUrl } from '../lib/addresses.ts';
import { quantity, shortMoment } from '../lib/formats.ts';
import { namedActions, type PanelRecord, useResource } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { ActionDialog } from '../record/action-dialog.tsx';
import { Badge } from '../values/badge.tsx';
import { ProductScan } from './product-scan.tsx';

type Row = {
  id: string;
  seq: number;
  delta: string;
  held: string;
  balance: string;
  reason: string;
  document: { type: string; id: string; label: string };
  actor: { name: string };
  note: string;
  bookedAt: string;
  operationId: string;
};
type Card = { uom: string; rows: Row[]; next: string | null };

const VERBS = ['receive', 'writeOff', 'correct'];
const FIGURES = ['available', 'quantity', 'reserved', 'held'] as const;

/** A product's stock card: every movement with its running balance, and the next booking. A scan leads to the next product's card. */
export function StockCardPage({ resource, id }: { resource: ResourceJSON; id: string }): React.ReactElement {
  const texts = useTexts();
  const { t } = texts;
  const [params, setParams] = useSearchParams();
  const cursor = params.get('cursor');
  const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
  const { answer, loading, reload } = useAnswer(`${recordApi(resource.id, id, 'stockCard')}${query}`);
  if (answer?.error) return <ErrorPage fault={answer.error} onRetry={reload} />;
  const record = answer?.record;
  const card = answer?.['card'] as Card | undefined;
  if (!record || !card || record.id !== id) return <p className="cf-muted">{t('loading')}</p>;
  return (
    <div aria-busy={loading}>
      <PageHeading
        title={t('stock.cardOf', { name: record.title })}
        before={
          <p className="cf-back">
            <Link to={recordUrl(resource.id, id)}>
              <Icon name="ArrowLeft" size={16} />
              {record.title}
            </Link>
          </p>
        }
      >
        <Bookings resource={resource} record={record} onDone={reload} />
      </PageHeading>
      <div className="cf-card cf-card-head">
        <ProductScan />
        <dl className="cf-values">
          {FIGURES.map((name) => (
            <div key={name}>
              <dt>{texts.field(resource.id, name)}</dt>
              <dd className="cf-number">{quantity(record.values[name], card.uom)}</dd>
            </div>
          ))}
        </dl>
      </div>
      {card.rows.length === 0 ? (
        <p className="cf-card cf-muted">{t('stock.noMovements')}</p>
      ) : (
        <Movements card={card} name={record.title} />
      )}
      {(cursor || card.next) && (
        <nav className="cf-pager" aria-label={t('stock.cardPages')}>
          <button type="button" className="cf-button" disabled={!cursor} onClick={() => setParams({})}>
            {t('stock.newest')}
          </button>
          <button
            type="button"
            className="cf-button"
            disabled={!card.next}
            onClick={() => card.next && setParams({ cursor: card.next })}
          >
            {t('stock.older')}
          </button>
        </nav>
      )}
    </div>
  );
}

type BookingsProps = { resource: ResourceJSON; record: PanelRecord; onDone: () => void };

function Bookings({ resource, record, onDone }: BookingsProps): React.ReactElement {
  const texts = useTexts();
  const [asked, setAsked] = useState<string | null>(null);
  const offered = namedActions(resource).filter(
    ({ name }) => VERBS.includes(name) && record.recordActions.some((action) => action.name === name),
  );
  return (
    <>
      {offered.map(({ name, custom }) => (
        <button
          key={name}
          type="button"
          className={custom.tone === 'danger' ? 'cf-button is-danger' : 'cf-button'}
          onClick={() => setAsked(name)}
        >
          {texts.action(resource.id, name)}
        </button>
      ))}
      {asked && (
        <ActionDialog
          resource={resource}
          record={record}
          action={asked}
          onClose={() => setAsked(null)}
          onDone={onDone}
        />
      )}
    </>
  );
}

/** Which resource shows a paper. */
const PAPERS: Record<string, string | undefined> = { order: 'orders', delivery: 'deliveries', count: 'counts' };
const ID = /^[0-9a-f]{24}$/;

function Movements({ card, name }: { card: Card; name: string }): React.ReactElement {
  const texts = useTexts();
  const { t } = texts;
  const mayReadTrail = Boolean(useResource('auditLogs')?.href);
  const tones = useResource('stockMovements')?.properties['reason']?.custom?.['tones'] as
    | Record<string, never>
    | undefined;
  const label = (column: string): string => t(`stock.columns.${column}`);
  const columns = ['when', 'change', 'balance', 'why', 'paper', 'who', 'note'];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a region that scrolls is no section of the page
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className="cf-card cf-scroll cf-movements" role="region" aria-label={t('stock.cardOf', { name })} tabIndex={0}>
      <table className="cf-table cf-stacked" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column} scope="col" className={/change|balance/.test(column) ? 'is-number' : ''}>
                {label(column)}
              </th>
            ))}
            {mayReadTrail && (
              <th scope="col">
                <span className="cf-visually-hidden">{t('stock.columns.entry')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {card.rows.map((row) => (
            <tr key={row.id} role="row">
              <td role="cell" className="is-when" data-label={label('when')}>
                <time dateTime={row.bookedAt}>{shortMoment(row.bookedAt)}</time>
              </td>
              <td
                role="cell"
                className={Number(row.delta) < 0 ? 'is-number is-less' : 'is-number'}
                data-label={label('change')}
              >
                {Number(row.delta) > 0 ? '+' : ''}
                {quantity(row.delta, card.uom)}
                {Number(row.held) !== 0 && (
                  <span className="cf-sku">{t('stock.heldChange', { count: quantity(row.held, card.uom) })}</span>
                )}
              </td>
              <td role="cell" className="is-number" data-label={label('balance')}>
                {quantity(row.balance, card.uom)}
              </td>
              <td role="cell" data-label={label('why')}>
                <Badge tone={tones?.[row.reason]}>{texts.value('stockMovements', 'reason', row.reason)}</Badge>
              </td>
              <td role="cell" className="is-when" data-label={label('paper')}>
                <Paper {...row.document} />
              </td>
              <td role="cell" data-label={label('who')}>
                {row.actor.name}
              </td>
              <td role="cell" className="cf-note" data-label={label('note')}>
                {row.note}
              </td>
              {mayReadTrail && (
                <td role="cell" className="is-when">
                  <Link to={listUrl('auditLogs', `?filters.operationId=${row.operationId}`)}>{t('stock.entry')}</Link>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Paper({ type, id, label }: Row['document']): React.ReactElement {
  const resource = PAPERS[type];
  if (!resource || !ID.test(id)) return <>{label}</>;
  return <Link to={recordUrl(resource, id)}>{label}</Link>;
}
