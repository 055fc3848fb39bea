import type { Money, Totals } from '../lib/api/types.ts';
import { formatMoney } from '../lib/money.ts';
import { shop } from '../lib/shop.ts';
import { texts } from '../lib/texts.ts';

type Props = { totals: Totals; delivery: string | null };

/** What it costs, as on a till receipt. */
export function TotalsList({ totals, delivery }: Props) {
  const words = texts.totals;
  const money = (amount: Money) => formatMoney(amount, shop.locale);
  return (
    <dl className="totals">
      <div>
        <dt>{words.goods}</dt>
        <dd>{money(totals.goods)}</dd>
      </div>
      <div>
        <dt>{delivery ?? words.delivery}</dt>
        <dd>{totals.delivery.amount === 0 ? words.free : money(totals.delivery)}</dd>
      </div>
      <div className="totals-sum">
        <dt>{words.total}</dt>
        <dd>{money(totals.gross)}</dd>
      </div>
      <div className="totals-vat">
        <dt>{words.vat}</dt>
        <dd>{money(totals.vat)}</dd>
      </div>
    </dl>
  );
}
