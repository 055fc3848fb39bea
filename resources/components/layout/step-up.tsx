import React from 'react';
import { useLocation } from 'react-router-dom';
import type { Fault } from '../lib/api.ts';
import { rootPath } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

const NEEDS_PROOF = new Set(['fresh_sign_in_required', 'second_factor_required']);

/** Where an action needs a fresh proof of who one is: the way there, which leads back to this page. */
export function StepUp({ fault }: { fault: Fault }): React.ReactElement | null {
  const { t } = useTexts();
  const { pathname, search } = useLocation();
  if (!NEEDS_PROOF.has(fault.code)) return null;
  const back = encodeURIComponent(pathname + search);
  return (
    <p>
      {t('stepUp.lead')} <a href={`${rootPath()}/auth/step-up?returnTo=${back}`}>{t('stepUp.link')}</a>
    </p>
  );
}
