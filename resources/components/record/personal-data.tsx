import type { ResourceJSON } from 'adminjs';
import React, { useEffect, useState } from 'react';
import { Icon } from '../layout/icon.tsx';
import type { PanelRecord } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { ActionDialog } from './action-dialog.tsx';

type Props = { resource: ResourceJSON; record: PanelRecord; onChanged: () => void };

const MINUTE = 60_000;

/** Above a record: that personal data is masked, with the way to it; or for how much longer it is shown, with the way back. */
export function PersonalData({ resource, record, onChanged }: Props): React.ReactElement | null {
  const { t } = useTexts();
  const [asked, setAsked] = useState<string | null>(null);
  const left = useTimeLeft(record.unmaskedFor, onChanged);
  const offered = (name: string): boolean => record.recordActions.some((action) => action.name === name);
  const isOpen = left !== null;
  const action = isOpen ? 'mask' : 'unmask';
  if (!offered(action)) return null;
  return (
    <section className={isOpen ? 'cf-personal is-open' : 'cf-personal'} aria-label={t('personal.label')}>
      <Icon name={isOpen ? 'Eye' : 'EyeOff'} />
      <p role={isOpen ? 'status' : undefined}>
        {isOpen ? t(left > 1 ? 'personal.left' : 'personal.leftOne', { minutes: left }) : t('personal.masked')}
      </p>
      <button type="button" className="cf-button is-small" onClick={() => setAsked(action)}>
        {t(isOpen ? 'personal.maskAgain' : 'personal.show')}
      </button>
      {asked && (
        <ActionDialog
          resource={resource}
          record={record}
          action={asked}
          onClose={() => setAsked(null)}
          onDone={onChanged}
        />
      )}
    </section>
  );
}

/** Whole minutes that are left, counted down from what the server said; at the end the record is asked for anew, masked. */
function useTimeLeft(milliseconds: number | null, onEnd: () => void): number | null {
  const [now, setNow] = useState(() => performance.now());
  const [since, setSince] = useState(now);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer of the server counts anew
  useEffect(() => {
    setSince(performance.now());
    setNow(performance.now());
    if (milliseconds === null) return;
    const ticking = window.setInterval(() => setNow(performance.now()), MINUTE / 4);
    const ending = window.setTimeout(onEnd, milliseconds + 500);
    return () => {
      window.clearInterval(ticking);
      window.clearTimeout(ending);
    };
  }, [milliseconds]);
  return milliseconds === null ? null : Math.max(1, Math.ceil((milliseconds - (now - since)) / MINUTE));
}
