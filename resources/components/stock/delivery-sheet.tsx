// biome-ignore-all lint/a11y/noRedundantRoles: shown as cards on narrow screens, the elements would lose their roles
import React, { useState } from 'react';
import { Link } from 'react-router-dom';
import { recordUrl } from '../lib/addresses.ts';
import { quantity } from '../lib/formats.ts';
import type { Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { useLeaveGuard } from '../record/use-leave-guard.tsx';
import { FigureInput } from './figure-input.tsx';
import { ScanField } from './scan-field.tsx';
import type { SheetProps } from './sheets.ts';
import { useSheet } from './use-sheet.ts';

/** A delivery's lines: filled by scan, by typing, or from a table; booked in parts. */
export function DeliverySheet({ resource, record, onRecord }: SheetProps): React.ReactElement {
  const { t } = useTexts();
  const sheet = useSheet({
    resourceId: resource.id,
    record,
    onRecord,
    say: (line) => ({
      good: true,
      title: String(line['name']),
      detail: t('stock.acceptedNow', { sku: String(line['sku']), count: quantity(line['accepted'], line['uom']) }),
    }),
  });
  const leave = useLeaveGuard(sheet.waiting > 0);
  const lines = (record.values['lines'] ?? []) as Values[];
  const isOpen = record.values['status'] !== 'done' && record.recordActions.some(({ name }) => name === 'scan');
  return (
    <section className="cf-card cf-sheet" aria-labelledby="cf-sheet-title">
      <h2 id="cf-sheet-title">{t('stock.lines', { count: lines.length })}</h2>
      {isOpen && (
        <ScanField
          label={t('stock.scanDelivery')}
          button={t('stock.addOne')}
          onScan={sheet.scan}
          news={sheet.news}
          waiting={sheet.waiting}
        />
      )}
      {lines.length === 0 ? (
        <p className="cf-muted">{t('stock.noLines')}</p>
      ) : (
        <div className="cf-scroll">
          <table className="cf-table cf-stacked" role="table">
            <thead role="rowgroup">
              <tr role="row">
                <th scope="col">{t('stock.product')}</th>
                {['expected', 'accepted', 'rejected'].map((name) => (
                  <th key={name} scope="col" className="is-number">
                    {t(`stock.${name}`)}
                  </th>
                ))}
                <th scope="col">{t('stock.reason')}</th>
                <th scope="col" className="is-number">
                  {t('stock.booked')}
                </th>
                <th scope="col" className="is-number">
                  {t('stock.stillOpen')}
                </th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              {lines.map((line) => (
                <DeliveryRow key={String(line['product'])} line={line} save={isOpen ? sheet.saveLine : null} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {leave.dialog}
    </section>
  );
}

const FIGURES = ['expected', 'accepted', 'rejected'] as const;
type RowProps = { line: Values; save: ((line: Values) => Promise<boolean>) | null };

function DeliveryRow({ line, save }: RowProps): React.ReactElement {
  const { t } = useTexts();
  const [draft, setDraft] = useState<Values>({});
  const { product, sku, name, uom } = line;
  const shown = { ...line, ...draft };
  const needsReason = Number(shown.rejected || 0) > 0 && String(shown.reason ?? '').trim() === '';
  const isChanged = Object.entries(draft).some(([field, value]) => value !== String(line[field] ?? ''));

  const leaveRow = async (): Promise<void> => {
    if (!save || !isChanged || needsReason) return;
    const { expected, accepted, rejected, reason } = shown;
    await save({ product, uom, expected, accepted, rejected, reason });
    setDraft({});
  };
  const input = (field: string, numeric = true): React.ReactElement => (
    <FigureInput
      label={t('stock.ofProduct', { what: t(`stock.${field}`), name: String(name) })}
      value={String(shown[field as keyof typeof shown] ?? '')}
      onChange={(value) => setDraft((before) => ({ ...before, [field]: value }))}
      numeric={numeric}
      invalid={field === 'reason' && needsReason}
    />
  );
  return (
    <tr
      role="row"
      onBlur={(event) => {
        // From one field of the row to the next it is still being typed; Enter leaves to nowhere.
        if (!event.currentTarget.contains(event.relatedTarget)) leaveRow();
      }}
    >
      <th role="rowheader" scope="row">
        <Link to={recordUrl('products', String(product))}>{String(name)}</Link>
        <span className="cf-sku">{String(sku)}</span>
      </th>
      {FIGURES.map((field) => (
        <td key={field} role="cell" className="is-number" data-label={t(`stock.${field}`)}>
          {save ? input(field) : quantity(line[field], uom)}
        </td>
      ))}
      <td role="cell" className="cf-reason" data-label={t('stock.reason')}>
        {save ? input('reason', false) : String(line['reason'] ?? '')}
      </td>
      <td role="cell" className="is-number" data-label={t('stock.booked')}>
        {quantity(line['booked'], uom)}
      </td>
      <td role="cell" className="is-number" data-label={t('stock.stillOpen')}>
        {quantity(line['open'], uom)}
      </td>
    </tr>
  );
}
