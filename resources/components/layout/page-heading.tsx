import React, { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';
import { useTexts } from '../lib/texts.ts';

type Props = { title: string; children?: React.ReactNode; before?: React.ReactNode; after?: React.ReactNode };

let lastPath: string | null = null;

/** The page's one h1. It names the document too, and takes the focus when another page opens, so that a screen reader says where one is. */
export function PageHeading({ title, children, before, after }: Props): React.ReactElement {
  const { t } = useTexts();
  const { pathname } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = title ? `${title} · ${t('product')}` : t('product');
  }, [title, t]);

  useEffect(() => {
    if (lastPath !== null && lastPath !== pathname) heading.current?.focus();
    lastPath = pathname;
  }, [pathname]);

  return (
    <div className="cf-heading">
      {before}
      <div className="cf-heading-row">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {after}
        {children && <div className="cf-heading-actions">{children}</div>}
      </div>
    </div>
  );
}
