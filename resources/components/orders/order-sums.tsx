import type { ResourceJSON } from 'adminjs';
import React from 'react';
import { money } from '../lib/formats.ts';
import type { PanelRecord, Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

/** What an order comes to and what of it is paid and given back: on its page and on its invoice. */
export function OrderSums({ resource, record }: { resource: ResourceJSON; record: PanelRecord }): React.ReactElement {
  const texts = useTexts();
  const { totals = {}, paid, refunded } = record.values as { totals?: Values; paid?: unknown; refunded?: unknown };
  const rows: [string, unknown][] = [
    ...(['goods', 'delivery', 'net', 'vat', 'gross'] as const).map((part): [string, unknown] => [
      `totals.${part}`,
      totals[part],
    ]),
    ['paid', paid],
    ...(Number(refunded) > 0 ? ([['refunded', refunded]] as [string, unknown][]) : []),
  ];
  return (
    <dl className="cf-sums">
      {rows.map(([name, value]) => (
        <div key={name} className={name === 'totals.gross' ? 'is-total' : ''}>
          <dt>{texts.field(resource.id, name)}</dt>
          <dd>{money(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
