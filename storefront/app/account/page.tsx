import type { Metadata } from 'next';
import Link from 'next/link';
import { ApiProblem } from '../../lib/api/errors.ts';
import { shopperGetMe } from '../../lib/api/index.ts';
import { paths } from '../../lib/paths.ts';
import { shopPage } from '../../lib/shop-page.tsx';
import { texts } from '../../lib/texts.ts';

const words = texts.account;

export const metadata: Metadata = { title: words.title, robots: { index: false } };

export default shopPage(async () => {
  const me = await shopperGetMe();
  if (!me) throw new ApiProblem({ ...signedOut, fields: {}, requestId: '', shortages: [] });
  const facts = [
    [words.name, [me.firstName, me.lastName].filter(Boolean).join(' ') || me.name],
    [words.email, me.email ?? words.none],
    [words.mobile, me.mobile ?? words.none],
  ] as const;
  return (
    <div className="wide basket">
      <h1>{words.title}</h1>
      <p className="basket-lead">{words.lead}</p>
      <dl className="totals account-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="basket-aside">{words.where}</p>
      <p className="notice-ways">
        <Link className="button" href={paths.orders} prefetch={false}>
          {texts.orders.title}
        </Link>
        <a className="button button-quiet" href={paths.signOut}>
          {texts.header.signOut}
        </a>
      </p>
    </div>
  );
});

const signedOut = { status: 401, code: 'unauthenticated', detail: 'Nobody is signed in.' };
