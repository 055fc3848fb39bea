import React from 'react';
import { Link } from 'react-router-dom';
import { ErrorPage } from '../layout/error-page.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { listUrl, recordUrl } from '../lib/addresses.ts';
import { number, quantity, shortMoment } from '../lib/formats.ts';
import { type PanelRecord, type Tone, useSession } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { Pictures } from '../values/pictures.tsx';

type Figure = { key: string; count: number; capped: boolean; href: string; tone: Tone };
type Home = { figures: Figure[]; latest: PanelRecord[] | null; running: PanelRecord[] | null; alerts: Alert[] | null };
type Alert = { productId: string; name: string; kind: string; raisedAt: string };

/** What needs attention, each figure a link to the list behind it; what runs low; what just changed. */
export function DashboardPage(): React.ReactElement {
  const { t } = useTexts();
  const session = useSession();
  const { answer, reload } = useAnswer('/dashboard');
  if (answer?.error) return <ErrorPage fault={answer.error} onRetry={reload} />;
  const home = answer as unknown as Home | null;
  return (
    <>
      <PageHeading title={t('home.hello', { name: session?.name.split(' ')[0] ?? '' })} />
      {!home && <p className="cf-muted">{t('loading')}</p>}
      {home && (
        <>
          <Figures figures={home.figures} />
          <div className="cf-home">
            {home.latest && <Latest entries={home.latest} />}
            {(home.alerts || home.running) && (
              <div className="cf-sections">
                {home.alerts && <Alerts alerts={home.alerts} />}
                {home.running && <RunningLow products={home.running} />}
              </div>
            )}
          </div>
        </>
      )}
    </>
  );
}

function Figures({ figures }: { figures: Figure[] }): React.ReactElement {
  const { t } = useTexts();
  return (
    <section aria-labelledby="cf-attention">
      <h2 id="cf-attention" className="cf-visually-hidden">
        {t('home.attention')}
      </h2>
      <ul className="cf-figures">
        {figures.map(({ key, count, capped, href, tone }) => {
          const [resource = '', search = ''] = href.split('?');
          return (
            <li key={key}>
              <Link to={listUrl(resource, `?${search}`)} className={`cf-figure is-${count === 0 ? 'quiet' : tone}`}>
                <strong>
                  {number(count)}
                  {capped ? '+' : ''}
                </strong>
                <span>{t(`home.figures.${key}`)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Latest({ entries }: { entries: PanelRecord[] }): React.ReactElement {
  const { t } = useTexts();
  return (
    <section className="cf-stub is-wide" aria-labelledby="cf-latest">
      <h2 id="cf-latest">{t('home.latest')}</h2>
      {entries.length === 0 && <p className="cf-muted">{t('stub.none')}</p>}
      <ol className="cf-entries">
        {entries.map((entry) => (
          <li key={entry.id}>
            <Link to={recordUrl('auditLogs', entry.id)}>{String(entry.values['sentence'] ?? entry.title)}</Link>
            <time dateTime={String(entry.values['createdAt'])}>{shortMoment(entry.values['createdAt'])}</time>
          </li>
        ))}
      </ol>
      <Link to={listUrl('auditLogs', '?filters.about=changes')}>{t('home.allChanges')}</Link>
    </section>
  );
}

function Alerts({ alerts }: { alerts: Alert[] }): React.ReactElement {
  const { t } = useTexts();
  return (
    <section className="cf-card" aria-labelledby="cf-alerts">
      <h2 id="cf-alerts">{t('stock.alerts.title')}</h2>
      {alerts.length === 0 && <p className="cf-muted">{t('stock.alerts.none')}</p>}
      <ul className="cf-alerts">
        {alerts.map(({ productId, name, kind, raisedAt }) => (
          <li key={`${productId}-${kind}`}>
            <span>
              <Link to={recordUrl('products', productId)}>{name}</Link>{' '}
              <span className={`is-${kind}`}>{t(`stock.alerts.${kind}`)}</span>
            </span>
            <time dateTime={raisedAt}>{shortMoment(raisedAt)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}

function RunningLow({ products }: { products: PanelRecord[] }): React.ReactElement {
  const { t } = useTexts();
  return (
    <section className="cf-card" aria-labelledby="cf-running">
      <h2 id="cf-running">{t('home.running')}</h2>
      {products.length === 0 && <p className="cf-muted">{t('home.allWell')}</p>}
      <ul className="cf-running">
        {products.map((product) => (
          <li key={product.id}>
            <Pictures pictures={(product.values['images'] ?? []) as never} place="list" />
            <Link to={recordUrl('products', product.id)}>{product.title}</Link>
            <span className="cf-number">
              {t('home.left', { count: quantity(product.values['available'], product.values['uom']) })}
            </span>
          </li>
        ))}
      </ul>
      {products.length > 0 && (
        <Link to={listUrl('products', '?filters.status=active&filters.stock=low')}>{t('home.allRunning')}</Link>
      )}
    </section>
  );
}
