import React, { useEffect, useId, useRef } from 'react';
import { Icon } from '../layout/icon.tsx';
import { useTexts } from '../lib/texts.ts';

/** What became of the last scan: good news, or what was wrong, in words. */
export type ScanNews = { good: boolean; title: string; detail?: string };

type Props = {
  label: string;
  button: string;
  /** Takes a code. The field is empty and has the focus again at once, so that the next scan is not lost. */
  onScan: (code: string) => void;
  news: ScanNews | null;
  /** How many scans are not saved yet. */
  waiting?: number;
};

/** A field for a hand scanner, which types a code and presses Enter. It has the focus from the start and keeps it. */
export function ScanField({ label, button, onScan, news, waiting = 0 }: Props): React.ReactElement {
  const { t } = useTexts();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => input.current?.focus(), []);

  return (
    <div className="cf-scan">
      <form
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          const field = input.current;
          const code = field?.value.trim() ?? '';
          if (!field || code === '') return;
          field.value = '';
          field.focus();
          onScan(code);
        }}
      >
        <label htmlFor={id}>{label}</label>
        <div className="cf-scan-line">
          <input ref={input} id={id} className="cf-input" maxLength={60} autoCapitalize="off" spellCheck={false} />
          <button type="submit" className="cf-button">
            {button}
          </button>
        </div>
      </form>
      <div className="cf-scan-news">
        <div role="status">{news?.good && <News news={news} />}</div>
        <div role="alert">{news && !news.good && <News news={news} />}</div>
        {!news && <p className="cf-muted">{t('stock.scanHint')}</p>}
        {waiting > 0 && <p className="cf-muted">{t('stock.waiting', { count: waiting })}</p>}
      </div>
    </div>
  );
}

const News = ({ news }: { news: ScanNews }): React.ReactElement => (
  <p className={news.good ? 'cf-scan-result is-good' : 'cf-scan-result is-bad'}>
    <Icon name={news.good ? 'Check' : 'AlertTriangle'} />
    <strong>{news.title}</strong>
    {news.detail && <span>{news.detail}</span>}
  </p>
);
