import React, { useEffect, useId, useRef } from 'react';
import { useTexts } from '../lib/texts.ts';
import { Icon } from './icon.tsx';

type Props = { title: string; onClose: () => void; children: React.ReactNode; wide?: boolean };

/** A native modal dialog: the browser keeps the focus in it and closes it on Escape; afterwards the focus is back where it was. */
export function Dialog({ title, onClose, children, wide = false }: Props): React.ReactElement {
  const { t } = useTexts();
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      // The dialog has left the page by now, so that the browser no longer gives the focus back.
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={element}
      className={wide ? 'cf-dialog is-wide' : 'cf-dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="cf-dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="cf-button is-plain is-small" onClick={onClose}>
          <Icon name="X" />
          <span className="cf-visually-hidden">{t('close')}</span>
        </button>
      </div>
      {children}
    </dialog>
  );
}
