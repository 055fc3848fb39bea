import React from 'react';
import { Link } from 'react-router-dom';
import { homeUrl } from '../lib/addresses.ts';
import type { Fault } from '../lib/api.ts';
import { useTexts } from '../lib/texts.ts';
import { PageHeading } from './page-heading.tsx';
import { StepUp } from './step-up.tsx';

/** What stands in a page's place when it can't be shown: not there, not allowed, or broken. */
export function ErrorPage({ fault, onRetry }: { fault: Fault; onRetry?: () => void }): React.ReactElement {
  const { t } = useTexts();
  const who = (fault.meta?.['whoMay'] as string[] | undefined) ?? [];
  const isMissing = fault.code === 'not_found';
  const isForbidden = fault.code === 'forbidden';
  const title = isMissing ? t('errors.notFound') : isForbidden ? t('errors.forbidden') : t('errors.broken');
  const forbiddenLead =
    who.length > 0
      ? t('errors.forbiddenLead', {
          who: who.map((one) => one.replace(/^\w+/, (role) => t(`roles.${role}`))).join(', '),
        })
      : t('errors.forbiddenNobody');
  const lead = isMissing
    ? t('errors.notFoundLead')
    : isForbidden
      ? forbiddenLead
      : fault.message || t('notices.offline');
  return (
    <>
      <PageHeading title={title} />
      <div className="cf-card cf-error">
        <p>{lead}</p>
        <StepUp fault={fault} />
        {!isMissing && !isForbidden && fault.requestId && (
          <p className="cf-muted">{t('errors.brokenLead', { id: fault.requestId })}</p>
        )}
        <p className="cf-row">
          {onRetry && !isMissing && !isForbidden && (
            <button type="button" className="cf-button is-primary" onClick={onRetry}>
              {t('errors.retry')}
            </button>
          )}
          <Link className="cf-button" to={homeUrl()}>
            {t('errors.home')}
          </Link>
        </p>
      </div>
    </>
  );
}

/** Keeps a fault in one part of the page from emptying all of it. */
export class Boundary extends React.Component<
  { children: React.ReactNode; message: string; resetKey: string },
  { failed: boolean }
> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: { resetKey: string }): void {
    if (this.state.failed && before.resetKey !== this.props.resetKey) this.setState({ failed: false });
  }

  override render(): React.ReactNode {
    return this.state.failed ? <p role="alert">{this.props.message}</p> : this.props.children;
  }
}
