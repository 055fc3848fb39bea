import React from 'react';
import { Link } from 'react-router-dom';
import { homeUrl } from '../lib/addresses.ts';
import { useTexts } from '../lib/texts.ts';

/** A slip of a cheque-book: the stub at its left stays in the book. */
export function Logo(): React.ReactElement {
  const { t } = useTexts();
  return (
    <Link to={homeUrl()} className="cf-logo">
      <svg viewBox="0 0 34 24" width="40" height="28" aria-hidden="true" focusable="false">
        <rect x="0.75" y="0.75" width="32.5" height="22.5" rx="3" className="cf-logo-paper" />
        <path d="M11.5 1v22" className="cf-logo-tear" />
        <path d="M3.6 7h4.6M3.6 11.5h4.6M3.6 16h3" className="cf-logo-lines" />
        <path d="m16 12.4 3.8 3.8 8-8.8" className="cf-logo-tick" />
      </svg>
      <span>{t('product')}</span>
    </Link>
  );
}
