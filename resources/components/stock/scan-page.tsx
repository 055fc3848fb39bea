import React from 'react';
import { PageHeading } from '../layout/page-heading.tsx';
import { useTexts } from '../lib/texts.ts';
import { ProductScan } from './product-scan.tsx';

/** Where a walk along the shelves begins: scan something, and its stock card opens. */
export default function ScanPage(): React.ReactElement {
  const { t } = useTexts();
  return (
    <>
      <PageHeading title={t('stock.scan')} />
      <div className="cf-card">
        <ProductScan />
      </div>
    </>
  );
}
