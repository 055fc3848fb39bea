import { useNotice } from 'adminjs';
import React, { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { FieldInput } from '../inputs/field.tsx';
import { ErrorPage } from '../layout/error-page.tsx';
import { Icon } from '../layout/icon.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { listUrl, recordUrl } from '../lib/addresses.ts';
import { call, type Fault, newRequestKey } from '../lib/api.ts';
import { money } from '../lib/formats.ts';
import type { Field, Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { DraftLines, DraftSubmit, DraftSums } from './draft-lines.tsx';
import { useDraft } from './use-draft.ts';
import { useLastAddress } from './use-last-address.ts';

type Delivery = { id: string; name: string; price: string };
const ADDRESS = ['addressName', 'line1', 'line2', 'city', 'postcode', 'country'] as const;
const NEEDED = new Set<string>(['addressName', 'line1', 'city', 'postcode', 'country']);
/** Where the server speaks of a part by another name. */
const FAULT_AT: Record<string, string> = {
  addressName: 'address.name',
  guestName: 'guest.name',
  guestEmail: 'guest.email',
  pickCustomer: 'customerId',
};

/** Where staff take an order down for a customer, or for somebody who calls for the first time. */
export default function NewOrderPage(): React.ReactElement {
  const { t, label } = useTexts();
  const { answer, reload } = useAnswer('/pages/orderDesk');
  if (answer?.error) return <ErrorPage fault={answer.error} onRetry={reload} />;
  if (!answer) return <p className="cf-muted">{t('loading')}</p>;
  return (
    <>
      <PageHeading
        title={t('desk.title')}
        before={
          <p className="cf-back">
            <Link to={listUrl('orders')}>
              <Icon name="ArrowLeft" size={16} />
              {label('orders')}
            </Link>
          </p>
        }
      />
      <Desk deliveries={answer['deliveries'] as Delivery[]} waysToPay={answer['waysToPay'] as string[]} />
    </>
  );
}

function Desk({ deliveries, waysToPay }: { deliveries: Delivery[]; waysToPay: string[] }): React.ReactElement {
  const texts = useTexts();
  const { t } = texts;
  const navigate = useNavigate();
  const addNotice = useNotice();
  const draft = useDraft(null, []);
  const [values, setValues] = useState<Values>({ for: 'customer', country: 'GB', paymentMethod: waysToPay[0] ?? '' });
  const [fault, setFault] = useState<Fault | null>(null);
  const [running, setRunning] = useState(false);
  const requestKey = useRef(newRequestKey());
  const isGuest = values['for'] === 'guest';
  const set = (name: string, value: unknown): void => setValues((before) => ({ ...before, [name]: value }));
  const lastAddress = useLastAddress(values, setValues);

  // The scan field is a form of its own, so this page is none: Enter in it adds a product and places nothing.
  const place = async (): Promise<void> => {
    setRunning(true);
    const answer = await call('/pages/orderDesk', { body: bodyOf(values, draft, requestKey.current) });
    setRunning(false);
    if (answer.error) {
      if (answer.status >= 400 && answer.status < 500) requestKey.current = newRequestKey();
      setFault(answer.status === 0 ? { ...answer.error, message: t('notices.offline') } : answer.error);
      return;
    }
    addNotice({ type: 'success', message: t('desk.placed', { name: String(answer['name']) }) });
    navigate(recordUrl('orders', String(answer['orderId'])));
  };
  const input = (name: string, field: Field = {}, valueLabel: (value: string) => string = String) => (
    <FieldInput
      key={name}
      name={name}
      label={t(`desk.${name}`)}
      help={name === 'country' ? t('desk.countryHelp') : ''}
      field={field}
      value={values[name]}
      onChange={(value) => set(name, value)}
      error={fault?.fields[FAULT_AT[name] ?? name] ?? fault?.fields[`address.${name}`]}
      required={NEEDED.has(name) || field.required === true}
      values={values}
      valueLabel={valueLabel}
    />
  );
  const deliveryName = (id: string): string => {
    const chosen = deliveries.find((one) => one.id === id);
    return chosen ? `${chosen.name} · ${money(chosen.price)}` : id;
  };
  return (
    <div className="cf-order-columns">
      <div className="cf-sections">
        <DraftLines draft={draft} />
        <section className="cf-card cf-draft-form" aria-labelledby="cf-draft-who">
          <h2 id="cf-draft-who">{t('desk.who')}</h2>
          <fieldset className="cf-row">
            <legend className="cf-visually-hidden">{t('desk.who')}</legend>
            {(['customer', 'guest'] as const).map((who) => (
              <label key={who} className="cf-check">
                <input type="radio" name="for" checked={values['for'] === who} onChange={() => set('for', who)} />
                {t(`desk.${who}`)}
              </label>
            ))}
          </fieldset>
          <div className="cf-fields">
            {isGuest
              ? [input('guestName', { required: true }), input('guestEmail', { format: 'email', required: true })]
              : input('pickCustomer', { format: 'reference', reference: 'customers', required: true })}
          </div>
          <h2>{t('desk.where')}</h2>
          {lastAddress && (
            <p role="status" className="cf-muted">
              {t('desk.lastAddress', { name: lastAddress })}
            </p>
          )}
          <div className="cf-fields">{ADDRESS.map((name) => input(name))}</div>
        </section>
      </div>
      <section className="cf-card cf-draft-sums" aria-labelledby="cf-draft-how">
        <h2 id="cf-draft-how">{t('desk.how')}</h2>
        <FieldInput
          name="delivery"
          label={t('desk.delivery')}
          field={{ format: 'choice', values: deliveries.map(({ id }) => id), required: true }}
          value={draft.delivery || (deliveries[0]?.id ?? '')}
          onChange={(value) => draft.setDelivery(String(value))}
          required
          values={{}}
          valueLabel={deliveryName}
        />
        {input('paymentMethod', { format: 'choice', values: waysToPay, required: true }, (value) =>
          texts.value('orders', 'paymentMethod', value),
        )}
        {input('note', { format: 'longText', maxLength: 2000 })}
        <DraftSums draft={draft} />
        {fault && (
          <p role="alert" className="cf-fault">
            {fault.message}
          </p>
        )}
        <DraftSubmit draft={draft} label={t('desk.place')} running={running} onPress={place} />
      </section>
    </div>
  );
}

/** What is sent: only what was filled in, as placing an order takes it. */
function bodyOf(values: Values, draft: ReturnType<typeof useDraft>, requestKey: string): Values {
  const text = (name: string): string => String(values[name] ?? '').trim();
  const line2 = text('line2');
  const note = text('note');
  return {
    do: 'place',
    lines: draft.lines,
    ...(values['for'] === 'guest'
      ? { guest: { name: text('guestName'), email: text('guestEmail') } }
      : { customerId: text('pickCustomer') }),
    address: {
      name: text('addressName'),
      line1: text('line1'),
      ...(line2 ? { line2 } : {}),
      city: text('city'),
      postcode: text('postcode'),
      country: text('country').toUpperCase(),
    },
    ...(draft.delivery ? { delivery: draft.delivery } : {}),
    paymentMethod: text('paymentMethod'),
    ...(note ? { note } : {}),
    requestKey,
  };
}
