import type { ResourceJSON } from 'adminjs';
import React from 'react';
import { Link } from 'react-router-dom';
import { recordUrl } from '../lib/addresses.ts';
import { moment, money, quantity, shortMoment } from '../lib/formats.ts';
import { fieldOf, type PanelRecord, type Tone, useResource, type Values } from '../lib/state.ts';
import { type Texts, useTexts } from '../lib/texts.ts';
import { Badge } from '../values/badge.tsx';

type Props = { resource: ResourceJSON; record: PanelRecord };

const listOf = (record: PanelRecord, name: string): Values[] => (record.values[name] ?? []) as Values[];
const nameOf = (person: unknown): string => String((person as { name?: string } | null)?.name ?? '');

/** The payments of an order. Whoever may not see payments is told by the sums under the lines what is open. */
export function OrderMoney({ record }: Props): React.ReactElement | null {
  const texts = useTexts();
  const payments = useResource('payments');
  if (!payments || record.values['payments'] === undefined) return null;
  const tones = fieldOf(payments, 'status').tones ?? {};
  return (
    <section className="cf-card" aria-labelledby="cf-order-money">
      <h2 id="cf-order-money">{texts.label('payments')}</h2>
      {listOf(record, 'payments').length === 0 && <p className="cf-muted">{texts.t('order.noPayments')}</p>}
      <ul className="cf-entries-plain">
        {listOf(record, 'payments').map((payment) => (
          <li key={String(payment['_id'])}>
            <span>
              {texts.value('payments', 'provider', String(payment['provider']))}{' '}
              <Badge tone={tones[String(payment['status'])] as Tone}>
                {texts.value('payments', 'status', String(payment['status']))}
              </Badge>
              <span className="cf-muted">{shortMoment(payment['settledAt'] ?? payment['createdAt'])}</span>
            </span>
            <span className="cf-number">
              {money(payment['amount'])}
              {Number(payment['refunded']) > 0 && (
                <span className="cf-muted"> {texts.t('order.back', { amount: money(payment['refunded']) })}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What left in which parcel, with the carrier's page to follow it. */
export function ShipmentsCard({ resource, record }: Props): React.ReactElement | null {
  const { t } = useTexts();
  const shipments = listOf(record, 'shipments');
  if (shipments.length === 0) return null;
  return (
    <section className="cf-card" aria-labelledby="cf-order-shipments">
      <h2 id="cf-order-shipments">{t('order.shipments')}</h2>
      <ol className="cf-entries-plain">
        {shipments.map((shipment) => (
          <li key={String(shipment['shipmentId'])}>
            <span>
              {t('order.parcel', { number: String(shipment['shipmentId']) })}
              {shipment['carrier'] ? ` · ${String(shipment['carrier'])}` : ''}
              <Tracking address={shipment['tracking']} />
              <Link
                to={`${recordUrl(resource.id, record.id)}?paper=packing-slip&parcel=${String(shipment['shipmentId'])}`}
              >
                {t('papers.packing-slip')}
                <span className="cf-visually-hidden">
                  {' '}
                  {t('order.parcel', { number: String(shipment['shipmentId']) })}
                </span>
              </Link>
              <span className="cf-muted">{moment(shipment['date'])}</span>
              <span className="cf-muted">{nameOf(shipment['by'])}</span>
            </span>
            <Parts parts={(shipment['lines'] ?? []) as Values[]} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What the customer wants to send back; each opens the page where it is answered. */
export function ReturnsCard({ record }: Pick<Props, 'record'>): React.ReactElement | null {
  const texts = useTexts();
  const returns = useResource('returnRequests');
  const requests = listOf(record, 'returnRequests');
  if (!returns || requests.length === 0) return null;
  const tones = fieldOf(returns, 'status').tones ?? {};
  return (
    <section className="cf-card" aria-labelledby="cf-order-wishes">
      <h2 id="cf-order-wishes">{texts.t('order.returnWanted')}</h2>
      <ul className="cf-entries-plain">
        {requests.map((request) => (
          <li key={String(request['_id'])}>
            <span>
              <Link to={recordUrl('returnRequests', String(request['_id']))}>{String(request['name'])}</Link>{' '}
              <Badge tone={tones[String(request['status'])] as Tone}>
                {texts.value('returnRequests', 'status', String(request['status']))}
              </Badge>
              <span className="cf-muted">{shortMoment(request['createdAt'])}</span>
            </span>
            <span className="cf-long cf-muted">{String(request['reason'] ?? '')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Only addresses of the web become links. */
function Tracking({ address }: { address: unknown }): React.ReactElement | null {
  const { t } = useTexts();
  const text = String(address ?? '');
  if (!/^https?:\/\//i.test(text)) return text === '' ? null : <span>{text}</span>;
  return (
    <a href={text} target="_blank" rel="noreferrer">
      {t('order.track')}
    </a>
  );
}

const SHOWN_PARTS = 8;

function Parts({ parts }: { parts: Values[] }): React.ReactElement {
  const { t } = useTexts();
  const words = parts
    .slice(0, SHOWN_PARTS)
    .map((part) => `${quantity(part['quantity'], part['uom'])} × ${part['name']}`);
  const more = parts.length - words.length;
  return (
    <span className="cf-muted">
      {words.join(', ')}
      {more > 0 && ` ${t('order.moreLines', { count: more })}`}
    </span>
  );
}

/** What staff tell each other about the order. */
export function NotesCard({ record }: Pick<Props, 'record'>): React.ReactElement | null {
  const { t } = useTexts();
  if (record.values['notes'] === undefined) return null;
  const notes = listOf(record, 'notes');
  return (
    <section className="cf-card" aria-labelledby="cf-order-notes">
      <h2 id="cf-order-notes">{t('sections.notes')}</h2>
      {notes.length === 0 && <p className="cf-muted">{t('order.noNotes')}</p>}
      <ul className="cf-entries-plain">
        {notes.map((note) => (
          <li key={String(note['noteId'])}>
            <span className="cf-long">{String(note['text'])}</span>
            <span className="cf-muted">
              {nameOf(note['by'])}, {moment(note['at'])}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What became of a payment when it was made: money that went back later is told of by itself. */
const stateThen = (status: unknown): string => (/refunded$/.test(String(status)) ? 'captured' : String(status));

/** A card answers within seconds; a transfer takes days, and so may a call-back that was lost. */
const AT_ONCE_MS = 60_000;
const tookAWhile = ({ createdAt, settledAt }: Values): boolean =>
  Boolean(settledAt) && Date.parse(String(settledAt)) - Date.parse(String(createdAt)) > AT_ONCE_MS;

type Happening = { at: string; text: string };

/** What became of the order, newest first, told by the order itself: for everybody who sees it, not only for readers of the trail. */
export function OrderTimeline({ record }: Props): React.ReactElement {
  const texts = useTexts();
  const happenings = happeningsOf(record, texts).sort((a, b) => b.at.localeCompare(a.at));
  return (
    <section className="cf-card" aria-labelledby="cf-order-timeline">
      <h2 id="cf-order-timeline">{texts.t('order.timeline')}</h2>
      <ol className="cf-timeline">
        {happenings.map(({ at, text }) => (
          <li key={`${at} ${text}`}>
            <time dateTime={at}>{moment(at)}</time>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function moveInWords(move: Values, record: PanelRecord, t: Texts['t']): string {
  const { what, by, amount } = move;
  const words = t(`order.moves.${String(what)}`, { who: String(by), amount: money(amount) });
  const why = record.values['cancelReason'];
  return what === 'cancelled' && why ? t('order.because', { what: words, why: String(why) }) : words;
}

function happeningsOf(record: PanelRecord, { t, value }: Texts): Happening[] {
  const at = (moment: unknown): string => String(moment ?? '');
  const who = (person: unknown) => ({ who: nameOf(person) });
  return [
    { at: at(record.values['date']), text: t('order.placed') },
    ...listOf(record, 'payments').flatMap((payment) => {
      const paid = {
        amount: money(payment['amount']),
        way: value('payments', 'provider', String(payment['provider'])).toLowerCase(),
        state: value('payments', 'status', stateThen(payment['status'])).toLowerCase(),
      };
      const begun = { at: at(payment['createdAt']), text: t('order.paymentBegun', paid) };
      const settled = { at: at(payment['settledAt'] ?? payment['createdAt']), text: t('order.paymentMade', paid) };
      return tookAWhile(payment) ? [begun, settled] : [settled];
    }),
    ...listOf(record, 'shipments').map((shipment) => ({
      at: at(shipment['date']),
      text: t('order.parcelLeft', { number: String(shipment['shipmentId']), ...who(shipment['by']) }),
    })),
    ...listOf(record, 'returns').map((back) => ({
      at: at(back['date']),
      text: t('order.goodsBack', who(back['by'])),
    })),
    ...listOf(record, 'returnRequests').map((request) => ({
      at: at(request['createdAt']),
      text: t('order.returnAsked', { name: String(request['name']) }),
    })),
    ...listOf(record, 'moves').map((move) => ({ at: at(move['at']), text: moveInWords(move, record, t) })),
    ...listOf(record, 'notes').map((note) => ({ at: at(note['at']), text: t('order.noted', who(note['by'])) })),
  ];
}
