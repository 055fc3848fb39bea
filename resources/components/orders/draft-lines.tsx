import React, { useId, useState } from 'react';
import { FieldInput } from '../inputs/field.tsx';
import { Icon } from '../layout/icon.tsx';
import { call } from '../lib/api.ts';
import { money, quantity } from '../lib/formats.ts';
import type { Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { FigureInput } from '../stock/figure-input.tsx';
import { ScanField, type ScanNews } from '../stock/scan-field.tsx';
import type { useDraft } from './use-draft.ts';

type Draft = ReturnType<typeof useDraft>;

/** The goods of an order that is being put together: scanned or found by name, with what each costs and whether there is enough of it. */
export function DraftLines({ draft }: { draft: Draft }): React.ReactElement {
  const { t } = useTexts();
  const known = new Map((draft.preview?.lines ?? []).map((line) => [String(line['product']), line]));
  return (
    <section className="cf-card" aria-labelledby="cf-draft-goods">
      <h2 id="cf-draft-goods">{t('desk.goods')}</h2>
      <AddProduct onAdd={draft.add} />
      {draft.lines.length === 0 ? (
        <p className="cf-muted">{t('desk.empty')}</p>
      ) : (
        <div className="cf-scroll cf-draft-lines">
          <table className="cf-table">
            <thead>
              <tr>
                <th scope="col">{t('desk.product')}</th>
                <th scope="col" className="is-number">
                  {t('desk.price')}
                </th>
                <th scope="col" className="is-number">
                  {t('desk.quantity')}
                </th>
                <th scope="col" className="is-number">
                  {t('desk.sum')}
                </th>
                <th scope="col">
                  <span className="cf-visually-hidden">{t('desk.remove', { name: '' })}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {draft.lines.map(({ productId, quantity: typed }) => (
                <DraftRow
                  key={productId}
                  productId={productId}
                  typed={typed}
                  line={known.get(productId)}
                  fault={draft.fault?.fields[`lines.${productId}`]}
                  onType={draft.setQuantity}
                  onRemove={draft.remove}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {draft.fault && !Object.keys(draft.fault.fields).some((name) => name.startsWith('lines.')) && (
        <p role="alert" className="cf-fault">
          {draft.fault.fields['lines'] || draft.fault.message || t('notices.offline')}
        </p>
      )}
    </section>
  );
}

type RowProps = {
  productId: string;
  typed: string;
  line: Values | undefined;
  fault: string | undefined;
  onType: (productId: string, quantity: string) => void;
  onRemove: (productId: string) => void;
};

const DraftRow = React.memo(function DraftRow(props: RowProps): React.ReactElement {
  const { productId, typed, line, fault, onType, onRemove } = props;
  const { t } = useTexts();
  const name = String(line?.['name'] ?? '…');
  const available = Number(line?.['available'] ?? Number.POSITIVE_INFINITY);
  const isShort = Number(typed) > available;
  const left = quantity(line?.['available'], line?.['uom']);
  const problem =
    fault ?? (isShort ? (available > 0 ? t('desk.onlyLeft', { count: left }) : t('desk.noneLeft')) : null);
  return (
    <tr>
      <td>
        {name} <span className="cf-muted cf-code">{String(line?.['sku'] ?? '')}</span>
        {problem && (
          <p role="alert" className="cf-fault">
            {problem}
          </p>
        )}
      </td>
      <td className="is-number">{money(line?.['unitPrice'])}</td>
      <td className="is-number">
        <FigureInput
          label={t('desk.quantityOf', { name })}
          value={typed}
          onChange={(value) => onType(productId, value)}
          invalid={problem !== null}
        />
      </td>
      <td className="is-number">{money(line?.['gross'])}</td>
      <td>
        <button type="button" className="cf-button is-plain is-small" onClick={() => onRemove(productId)}>
          <Icon name="X" size={16} />
          <span className="cf-visually-hidden">{t('desk.remove', { name })}</span>
        </button>
      </td>
    </tr>
  );
});

function AddProduct({ onAdd }: { onAdd: (productId: string) => void }): React.ReactElement {
  const { t } = useTexts();
  const [news, setNews] = useState<ScanNews | null>(null);
  const scan = async (code: string): Promise<void> => {
    const answer = await call(`/pages/scan?code=${encodeURIComponent(code)}`);
    const product = answer['product'] as { id: string; name: string; sku: string } | undefined;
    if (product) onAdd(product.id);
    const wrong = answer.status === 0 ? t('notices.offline') : (answer.error?.message ?? '');
    setNews(product ? { good: true, title: product.name, detail: product.sku } : { good: false, title: wrong });
  };
  return (
    <div className="cf-draft-add">
      <ScanField label={t('desk.scan')} button={t('desk.add')} onScan={scan} news={news} />
      <FieldInput
        name="product"
        label={t('desk.find')}
        field={{ format: 'reference', reference: 'products' }}
        value=""
        onChange={(id) => {
          if (id) onAdd(String(id));
        }}
        values={{}}
        valueLabel={String}
      />
    </div>
  );
}

type SubmitProps = { draft: Draft; label: string; running: boolean; onPress: () => void };

/** The button that sends what was put together; why it can't be pressed yet stands above it. */
export function DraftSubmit({ draft, label, running, onPress }: SubmitProps): React.ReactElement {
  const { t } = useTexts();
  const why = useId();
  return (
    <>
      <p id={why} role="status" className="cf-muted" hidden={!draft.missing}>
        {draft.missing && t(`desk.missing.${draft.missing}`)}
      </p>
      <button
        type="button"
        className="cf-button is-primary"
        disabled={!draft.isReady || running}
        aria-describedby={why}
        onClick={onPress}
      >
        {label}
      </button>
    </>
  );
}

/** What the lines come to so far. */
export function DraftSums({ draft }: { draft: Draft }): React.ReactElement | null {
  const { t } = useTexts();
  if (!draft.preview || draft.lines.length === 0) return null;
  const { totals } = draft.preview;
  const rows: [string, unknown][] = [
    ['goodsSum', totals['goods']],
    ['deliverySum', totals['delivery']],
    ['vatSum', totals['vat']],
    ['total', totals['gross']],
  ];
  return (
    <dl className="cf-sums">
      {rows.map(([name, value]) => (
        <div key={name} className={name === 'total' ? 'is-total' : ''}>
          <dt>{t(`desk.${name}`)}</dt>
          <dd>{money(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
