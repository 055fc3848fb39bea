import type { Order } from '../lib/api/types.ts';
import { formatMoney } from '../lib/money.ts';
import { longDate } from '../lib/order-words.ts';
import { formatQuantity } from '../lib/quantity.ts';
import { shop } from '../lib/shop.ts';
import { texts } from '../lib/texts.ts';

const words = texts.orders;
type Line = Order['lines'][number];

export function OrderLines({ order }: { order: Order }) {
  return (
    <table className="bill">
      <caption>{words.lines}</caption>
      <tbody>
        {order.lines.map((line) => (
          <tr key={line.lineId}>
            <th scope="row">
              {line.name}
              <small>{progress(line)}</small>
            </th>
            <td>{formatQuantity(line.quantity, line.uom, shop.locale)} ×</td>
            <td>{formatMoney(line.unitPrice, shop.locale)}</td>
            <td>{formatMoney(line.total, shop.locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function progress({ quantity, shipped, returned, uom }: Line): string {
  const say = (n: number) => formatQuantity(n, uom, shop.locale);
  const parts: string[] = [];
  if (shipped > 0 && shipped < quantity) parts.push(words.shippedOf(say(shipped), say(quantity)));
  if (returned > 0) parts.push(words.returned(say(returned)));
  return parts.join(', ');
}

export function Shipments({ order }: { order: Order }) {
  if (order.shipments.length === 0) return null;
  return (
    <section className="section-small">
      <h2>{words.shipments}</h2>
      <ul>
        {order.shipments.map(({ date, carrier, tracking, lines }) => (
          <li key={date}>
            {words.shippedOn(longDate(date))} {carrier && words.by(carrier)}{' '}
            {tracking && /^https?:/.test(tracking) && (
              <a href={tracking} rel="noopener noreferrer">
                {words.track}
              </a>
            )}
            <small className="parcel">{goodsOf(order, lines)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Parts of an order's lines in words: "2 × Kettle, 1 × Lantern". */
export function goodsOf({ lines }: Order, parts: readonly { lineId: string; quantity: number }[]): string {
  const said = parts.flatMap(({ lineId, quantity }) => {
    const line = lines.find((one) => one.lineId === lineId);
    return line ? [`${formatQuantity(quantity, line.uom, shop.locale)} × ${line.name}`] : [];
  });
  return said.join(', ');
}
