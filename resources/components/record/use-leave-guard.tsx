import React, { useCallback, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { Dialog } from '../layout/dialog.tsx';
import { useTexts } from '../lib/texts.ts';

/** Asks before a form with unsaved changes is left: by a link of the panel, by closing the tab or by reloading. */
export function useLeaveGuard(dirty: boolean): { allow: () => void; dialog: React.ReactElement | null } {
  const { t } = useTexts();
  const navigate = useNavigate();
  const allowed = useRef(false);
  const [target, setTarget] = useState<string | null>(null);

  useEffect(() => {
    if (!dirty) return;
    const onUnload = (event: BeforeUnloadEvent): void => {
      if (!allowed.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent): void => {
      const link = (event.target as Element | null)?.closest?.('a[href]');
      if (
        !(link instanceof HTMLAnchorElement) ||
        allowed.current ||
        link.target !== '' ||
        event.ctrlKey ||
        event.metaKey
      )
        return;
      if (link.origin !== window.location.origin || link.closest('form')) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(link.pathname + link.search);
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [dirty]);

  const allow = useCallback(() => {
    allowed.current = true;
  }, []);
  const dialog = target ? (
    <Dialog title={t('form.unsaved')} onClose={() => setTarget(null)}>
      <div className="cf-dialog-actions">
        <button
          type="button"
          className="cf-button is-danger"
          onClick={() => {
            allow();
            navigate(target);
          }}
        >
          {t('form.leave')}
        </button>
        <button type="button" className="cf-button" onClick={() => setTarget(null)}>
          {t('form.stay')}
        </button>
      </div>
    </Dialog>
  ) : null;
  return { allow, dialog };
}
