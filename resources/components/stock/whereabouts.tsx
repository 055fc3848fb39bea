import React from 'react';
import { Link } from 'react-router-dom';
import { recordApi, recordUrl } from '../lib/addresses.ts';
import { day, quantity } from '../lib/formats.ts';
import { useTexts } from '../lib/texts.ts';
import { useAnswer } from '../lib/use-answer.ts';
import type { SheetProps } from './sheets.ts';

type Found = {
  uom: string;
  onHand: string;
  reserved: string;
  held: string;
  available: string;
  isAvailable: boolean;
  orders: { orderId: string; name: string; date: string; waiting: string }[];
  more: boolean;
  incoming: { deliveryId: string; reference: string; expectedOn: string | null; quantity: string }[];
};

/** "Why is it unavailable?": where the stock of a product is, in whose orders since when, and what comes until when. */
export function Whereabouts({ resource, record }: SheetProps): React.ReactElement | null {
  const { t } = useTexts();
  // Asked anew whenever the figures on the page are others.
  const { quantity: onHand, reserved, held } = record.values;
  const asked = `${String(onHand)}-${String(reserved)}-${String(held)}`;
  const { answer } = useAnswer(`${recordApi(resource.id, record.id, 'availability')}?as=${asked}`);
  const found = answer?.['whereabouts'] as Found | undefined;
  if (!found) return null;
  const say = (amount: string): string => quantity(amount, found.uom);
  return (
    <section className="cf-card" aria-labelledby="cf-whereabouts">
      <h2 id="cf-whereabouts">{t(found.isAvailable ? 'stock.where' : 'stock.whyUnavailable')}</h2>
      <p>
        {t('stock.sum', {
          available: say(found.available),
          onHand: say(found.onHand),
          reserved: say(found.reserved),
          held: say(found.held),
        })}
      </p>
      {found.orders.length > 0 && (
        <>
          <h3>{t('stock.promisedTo')}</h3>
          <ul className="cf-plain-list">
            {found.orders.map(({ orderId, name, date, waiting }) => (
              <li key={orderId}>
                <Link to={recordUrl('orders', orderId)}>{name}</Link>{' '}
                {t('stock.waitingSince', { count: say(waiting), when: day(date) })}
              </li>
            ))}
            {found.more && <li className="cf-muted">{t('stock.moreOrders')}</li>}
          </ul>
        </>
      )}
      <h3>{t('stock.incoming')}</h3>
      {found.incoming.length === 0 && <p className="cf-muted">{t('stock.nothingIncoming')}</p>}
      <ul className="cf-plain-list">
        {found.incoming.map(({ deliveryId, reference, expectedOn, quantity: coming }) => (
          <li key={deliveryId}>
            {t(expectedOn ? 'stock.comesUntil' : 'stock.comesSometime', { count: say(coming), when: day(expectedOn) })}{' '}
            <Link to={recordUrl('deliveries', deliveryId)}>{reference}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
