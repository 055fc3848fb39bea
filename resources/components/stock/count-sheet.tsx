// biome-ignore-all lint/a11y/noRedundantRoles: shown as cards on narrow screens, the elements would lose their roles
import React, { useState } from 'react';
import { Link } from 'react-router-dom';
import { Icon } from '../layout/icon.tsx';
import { recordUrl } from '../lib/addresses.ts';
import { quantity, shortMoment } from '../lib/formats.ts';
import type { Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { useLeaveGuard } from '../record/use-leave-guard.tsx';
import { FigureInput } from './figure-input.tsx';
import { ScanField } from './scan-field.tsx';
import type { SheetProps } from './sheets.ts';
import { useSheet } from './use-sheet.ts';

/** The sheet of a count: filled by scan; what the books say comes into sight once the counting is over. */
export function CountSheet({ resource, record, onRecord }: SheetProps): React.ReactElement {
  const { t } = useTexts();
  const sheet = useSheet({
    resourceId: resource.id,
    record,
    onRecord,
    say: (line) => ({
      good: true,
      title: String(line['name']),
      detail: t('stock.countedNow', { sku: String(line['sku']), count: quantity(line['counted'], line['uom']) }),
    }),
  });
  const leave = useLeaveGuard(sheet.waiting > 0);
  const lines = (record.values['lines'] ?? []) as Values[];
  const missing = (record.values['missing'] ?? []) as Values[];
  const isOpen = record.values['status'] === 'open' && record.recordActions.some(({ name }) => name === 'scan');
  const isSeen = lines.some((line) => line['expected'] !== undefined);
  const differing = lines.filter((line) => Number(line['difference'] ?? 0) !== 0).length;
  return (
    <>
      <section className="cf-card cf-sheet" aria-labelledby="cf-sheet-title">
        <h2 id="cf-sheet-title">{t('stock.countedLines', { count: lines.length })}</h2>
        {isOpen && (
          <ScanField
            label={t('stock.scanCount')}
            button={t('stock.countOne')}
            onScan={sheet.scan}
            news={sheet.news}
            waiting={sheet.waiting}
          />
        )}
        {isSeen && <p>{differing === 0 ? t('stock.noDifference') : t('stock.differences', { count: differing })}</p>}
        {lines.length === 0 ? (
          <p className="cf-muted">{t('stock.nothingCounted')}</p>
        ) : (
          <div className="cf-scroll">
            <table className="cf-table cf-stacked" role="table">
              <thead role="rowgroup">
                <tr role="row">
                  <th scope="col">{t('stock.product')}</th>
                  <th scope="col" className="is-number">
                    {t('stock.counted')}
                  </th>
                  {isSeen && (
                    <>
                      <th scope="col" className="is-number">
                        {t('stock.byTheBooks')}
                      </th>
                      <th scope="col" className="is-number">
                        {t('stock.difference')}
                      </th>
                    </>
                  )}
                  <th scope="col">{t('stock.countedBy')}</th>
                  {isOpen && (
                    <th scope="col">
                      <span className="cf-visually-hidden">{t('stock.again')}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody role="rowgroup">
                {lines.map((line) => (
                  <CountRow
                    key={String(line['product'])}
                    line={line}
                    isSeen={isSeen}
                    save={isOpen ? sheet.saveLine : null}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {leave.dialog}
      </section>
      {missing.length > 0 && <Missing products={missing} />}
    </>
  );
}

type RowProps = { line: Values; isSeen: boolean; save: ((line: Values) => Promise<boolean>) | null };

function CountRow({ line, isSeen, save }: RowProps): React.ReactElement {
  const { t } = useTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const { product, sku, name, uom, counted } = line;
  const difference = Number(line['difference'] ?? 0);
  const leaveRow = async (): Promise<void> => {
    if (save && typed !== null && typed !== String(counted)) await save({ product, uom, counted: typed });
    setTyped(null);
  };
  return (
    <tr
      role="row"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) leaveRow();
      }}
    >
      <th role="rowheader" scope="row">
        <Link to={recordUrl('products', String(product))}>{String(name)}</Link>
        <span className="cf-sku">{String(sku)}</span>
      </th>
      <td role="cell" className="is-number" data-label={t('stock.counted')}>
        {save ? (
          <FigureInput
            label={t('stock.ofProduct', { what: t('stock.counted'), name: String(name) })}
            value={typed ?? String(counted)}
            onChange={setTyped}
          />
        ) : (
          quantity(counted, uom)
        )}
      </td>
      {isSeen && (
        <>
          <td role="cell" className="is-number" data-label={t('stock.byTheBooks')}>
            {quantity(line['expected'], uom)}
          </td>
          <td
            role="cell"
            className={difference < 0 ? 'is-number is-less' : difference > 0 ? 'is-number is-more' : 'is-number'}
            data-label={t('stock.difference')}
          >
            {difference > 0 ? '+' : ''}
            {quantity(line['difference'], uom)}
          </td>
        </>
      )}
      <td role="cell" data-label={t('stock.countedBy')}>
        {String(line['countedBy'] ?? '')}, {shortMoment(line['countedAt'])}
      </td>
      {save && (
        <td role="cell" className="is-number">
          <button
            type="button"
            className="cf-button is-plain is-small"
            title={t('stock.again')}
            onClick={() => save({ product, uom, counted: '0', remove: true })}
          >
            <Icon name="RotateCcw" size={16} />
            <span className="cf-visually-hidden">
              {t('stock.ofProduct', { what: t('stock.again'), name: String(name) })}
            </span>
          </button>
        </td>
      )}
    </tr>
  );
}

/** What belongs to the shelf or category and has not been counted. */
function Missing({ products }: { products: Values[] }): React.ReactElement {
  const { t } = useTexts();
  return (
    <section className="cf-card" aria-labelledby="cf-missing-title">
      <h2 id="cf-missing-title">{t('stock.missing', { count: products.length })}</h2>
      <ul className="cf-missing">
        {products.map(({ id, sku, name, uom, quantity: byTheBooks }) => (
          <li key={String(id)}>
            <Link to={recordUrl('products', String(id))}>{String(name)}</Link>
            <span className="cf-sku">{String(sku)}</span>
            {byTheBooks !== undefined && <span className="cf-number">{quantity(byTheBooks, uom)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
