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

/** A character that is typed while no other field is being filled in and no dialog is open: a scan that nobody clicked a field for. */
function isScan({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || key.length !== 1 || key === ' ') return false;
  return target instanceof Element && !target.closest('input, textarea, select, dialog, summary, [contenteditable]');
}

/** A field for a hand scanner, which types a code and presses Enter. It has the focus from the start, and catches a scan without it. */
export function ScanField({ label, button, onScan, news, waiting = 0 }: Props): React.ReactElement {
  const { t } = useTexts();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    input.current?.focus();
    const catchScan = (event: KeyboardEvent): void => {
      if (isScan(event)) input.current?.focus();
    };
    document.addEventListener('keydown', catchScan);
    return () => document.removeEventListener('keydown', catchScan);
  }, []);

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
