import React, { useEffect, useState } from 'react';
import { SESSION_ENDED } from '../lib/api.ts';
import { usePaths } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { Dialog } from './dialog.tsx';

/** Says that the session has ended. What was typed stays on the page: one signs in in another tab and goes on. */
export function SessionDialog(): React.ReactElement | null {
  const { t } = useTexts();
  const { loginPath } = usePaths();
  const [ended, setEnded] = useState(false);

  useEffect(() => {
    const onEnd = (): void => setEnded(true);
    window.addEventListener(SESSION_ENDED, onEnd);
    return () => window.removeEventListener(SESSION_ENDED, onEnd);
  }, []);

  if (!ended) return null;
  return (
    <Dialog title={t('session.title')} onClose={() => setEnded(false)}>
      <p>{t('session.lead')}</p>
      <div className="cf-dialog-actions">
        <a
          className="cf-button is-primary"
          href={loginPath}
          target="_blank"
          rel="noreferrer"
          onClick={() => setEnded(false)}
        >
          {t('session.signIn')}
        </a>
        <a className="cf-button" href={loginPath}>
          {t('session.signInHere')}
        </a>
      </div>
    </Dialog>
  );
}
