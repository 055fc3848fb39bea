import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { FormField } from '../../../components/form-field.tsx';
import { Say } from '../../../components/say.tsx';
import { formDraft } from '../../../lib/forms/carried.ts';
import { LOOK_UP } from '../../../lib/look-up.ts';
import { paths } from '../../../lib/paths.ts';
import { shopPage } from '../../../lib/shop-page.tsx';
import { texts } from '../../../lib/texts.ts';

const words = texts.lookUp;

export const metadata: Metadata = { title: words.title, robots: { index: false } };

export default shopPage(async () => {
  const draft = formDraft('orderDraft', LOOK_UP.form, (await headers()).get('cookie'));
  const state = { values: draft?.values ?? {}, errors: draft?.errors ?? {} };
  return (
    <div className="wide basket">
      <h1>{words.heading}</h1>
      <p className="basket-lead">{words.lead}</p>
      {draft && <Say kind="problem">{draft.problem}</Say>}
      <form className="checkout checkout-alone" action={paths.lookUpOrder} method="post">
        <FormField name={LOOK_UP.number} state={state} autoComplete="off" hint={words.numberHint} maxLength={40} />
        <FormField name={LOOK_UP.email} state={state} autoComplete="email" type="email" />
        <button type="submit" className="button">
          {words.find}
        </button>
      </form>
      <p className="basket-aside">
        {words.account} <a href={paths.signIn(paths.orders)}>{texts.header.signIn}</a>
      </p>
    </div>
  );
});
