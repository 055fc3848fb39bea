import type { ResourceJSON } from 'adminjs';
import React from 'react';
import { Link } from 'react-router-dom';
import { ErrorPage } from '../layout/error-page.tsx';
import { Icon } from '../layout/icon.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { recordApi, recordUrl } from '../lib/addresses.ts';
import { day, money, quantity } from '../lib/formats.ts';
import type { PanelRecord, Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { linesOf } from './order-lines.tsx';
import { OrderSums } from './order-sums.tsx';

export const PAPERS = ['pick-list', 'packing-slip', 'invoice'] as const;
type Paper = (typeof PAPERS)[number];
export const isPaper = (name: string): name is Paper => PAPERS.some((paper) => paper === name);

type Column = { part: string; numeric?: boolean; shown: (line: Values) => string };

const text = (part: string): Column => ({ part, shown: (line) => String(line[part] ?? '') });
const sum = (part: string): Column => ({ part, numeric: true, shown: (line) => money(line[part]) });
const many = (part: string): Column => ({ part, numeric: true, shown: (line) => quantity(line[part], line['uom']) });

const COLUMNS: Record<Paper, Column[]> = {
  'pick-list': [text('shelf'), text('sku'), text('name'), many('reserved')],
  'packing-slip': [text('sku'), text('name'), { ...many('quantity'), part: 'ordered' }, many('parcel')],
  invoice: [
    text('sku'),
    text('name'),
    many('quantity'),
    sum('unitPrice'),
    { part: 'vatRate', numeric: true, shown: (line) => `${Number(line['vatRate']) / 100} %` },
    sum('gross'),
  ],
};

/** A-2 comes before A-10, and goods without a shelf last. */
const byShelf = (a: Values, b: Values): number =>
  Number(!a['shelf']) - Number(!b['shelf']) ||
  String(a['shelf']).localeCompare(String(b['shelf']), 'en', { numeric: true }) ||
  String(a['sku']).localeCompare(String(b['sku']), 'en', { numeric: true });

const shipmentsOf = (record: PanelRecord): Values[] => (record.values['shipments'] ?? []) as Values[];

/** What lies in a parcel: in the one that is named; else in the one being packed, or, where all has left, in the last. */
function parcelOf(record: PanelRecord, parcel: string | null): Values[] {
  const lines = linesOf(record);
  const toPack = lines.filter(({ reserved }) => Number(reserved) > 0);
  const named = shipmentsOf(record).find(({ shipmentId }) => String(shipmentId) === parcel);
  if (!named && toPack.length > 0) return toPack.map((line) => ({ ...line, parcel: line['reserved'] }));
  const parts = ((named ?? shipmentsOf(record).at(-1))?.['lines'] ?? []) as Values[];
  return parts.flatMap(({ lineId, quantity: many }) => {
    const line = lines.find((one) => one['lineId'] === lineId);
    return line ? [{ ...line, parcel: many }] : [];
  });
}

function linesFor(paper: Paper, record: PanelRecord, parcel: string | null): Values[] {
  if (paper === 'invoice') return linesOf(record);
  if (paper === 'packing-slip') return parcelOf(record, parcel);
  return linesOf(record)
    .filter(({ reserved }) => Number(reserved) > 0)
    .sort(byShelf);
}

type Props = { resource: ResourceJSON; id: string; paper: Paper; parcel: string | null };

/** A paper that goes with an order, as it will lie in the printer: everything but the paper stays on the screen. */
export function PaperPage({ resource, id, paper, parcel }: Props): React.ReactElement {
  const texts = useTexts();
  const { answer, reload } = useAnswer(recordApi(resource.id, id, 'show'));
  if (answer?.error) return <ErrorPage fault={answer.error} onRetry={reload} />;
  const record = answer?.record;
  if (!record) return <p className="cf-muted">{texts.t('loading')}</p>;
  const title = texts.t('papers.heading', { paper: texts.t(`papers.${paper}`), name: record.title });
  return (
    <article className="cf-paper">
      <PageHeading
        title={title}
        before={
          <p className="cf-back">
            <Link to={recordUrl(resource.id, id)}>
              <Icon name="ArrowLeft" size={16} />
              {record.title}
            </Link>
          </p>
        }
      >
        <button type="button" className="cf-button is-primary cf-print" onClick={() => window.print()}>
          <Icon name="Printer" />
          {texts.t('papers.print')}
        </button>
      </PageHeading>
      <Head record={record} paper={paper} parcel={parcel} />
      <PaperLines record={record} paper={paper} parcel={parcel} />
      {paper === 'invoice' && <OrderSums resource={resource} record={record} />}
    </article>
  );
}

type OnPaper = { seller: string[]; vatNumber: string; to: string[] };

/** Whom it goes to, who sells, and when it was ordered; an invoice also says by which VAT number and whether it is paid. */
function Head({ record, paper, parcel }: LinesProps): React.ReactElement {
  const texts = useTexts();
  const { t } = texts;
  const { seller, vatNumber, to } = record.values['onPaper'] as OnPaper;
  const isInvoice = paper === 'invoice';
  const [shopName = '', ...shopLines] = seller;
  return (
    <div className="cf-paper-head">
      <address>
        {(to.length > 0 ? to : [t('papers.noAddress')]).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </address>
      <div className="cf-paper-seller">
        <strong>{shopName}</strong>
        {isInvoice && shopLines.map((line) => <span key={line}>{line}</span>)}
        {isInvoice && vatNumber !== '' && <span>{t('papers.vatNumber', { number: vatNumber })}</span>}
        <span>{t('papers.ordered', { day: day(record.values['date']) })}</span>
        {paper === 'packing-slip' && parcel && <span>{t('order.parcel', { number: parcel })}</span>}
        {isInvoice && <span>{texts.value('orders', 'paymentStatus', String(record.values['paymentStatus']))}</span>}
      </div>
    </div>
  );
}

type LinesProps = { record: PanelRecord; paper: Paper; parcel: string | null };

function PaperLines({ record, paper, parcel }: LinesProps): React.ReactElement {
  const texts = useTexts();
  const lines = linesFor(paper, record, parcel);
  const columns = COLUMNS[paper];
  if (lines.length === 0) return <p>{texts.t('papers.nothing')}</p>;
  return (
    <table className="cf-table">
      <thead>
        <tr>
          {columns.map(({ part, numeric }) => (
            <th key={part} scope="col" className={numeric ? 'is-number' : ''}>
              {texts.t(`papers.columns.${paper === 'pick-list' && part === 'reserved' ? 'pick' : part}`)}
            </th>
          ))}
          {paper === 'pick-list' && <th scope="col">{texts.t('papers.columns.done')}</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={String(line['lineId'])}>
            {columns.map(({ part, numeric, shown }) => (
              <td key={part} className={numeric ? 'is-number' : part === 'name' ? '' : 'is-when'}>
                {shown(line)}
              </td>
            ))}
            {paper === 'pick-list' && (
              <td className="cf-paper-box">
                <span aria-hidden="true" />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
