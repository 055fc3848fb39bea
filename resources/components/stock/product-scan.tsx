import React, { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { recordUrl } from '../lib/addresses.ts';
import { call } from '../lib/api.ts';
import { useTexts } from '../lib/texts.ts';
import { ScanField, type ScanNews } from './scan-field.tsx';

/** A scan, or a typed SKU, opens the stock card of its product; there the field waits for the next one. */
export function ProductScan(): React.ReactElement {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [news, setNews] = useState<ScanNews | null>(null);
  const open = async (code: string): Promise<void> => {
    const answer = await call(`/pages/scan?code=${encodeURIComponent(code)}`);
    const product = answer['product'] as { id: string; name: string; sku: string } | undefined;
    if (!product) {
      const title = answer.status === 0 ? t('notices.offline') : (answer.error?.message ?? '');
      setNews({ good: false, title });
      return;
    }
    setNews({ good: true, title: product.name, detail: product.sku });
    navigate(recordUrl('products', product.id, 'stockCard'));
  };
  return <ScanField label={t('stock.scanProduct')} button={t('stock.openCard')} onScan={open} news={news} />;
}
