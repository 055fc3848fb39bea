import type { ResourceJSON } from 'adminjs';
import React, { useEffect, useRef, useState } from 'react';
import { PageHeading } from '../layout/page-heading.tsx';
import { useTexts } from '../lib/texts.ts';

type Props = { resource: ResourceJSON; secret: string; onDone: () => void };

/** A secret in the one moment in which it can be read. */
export function ShownOnce({ resource, secret, onDone }: Props): React.ReactElement {
  const texts = useTexts();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => field.current?.select(), []);

  const copy = async (): Promise<void> => {
    field.current?.select();
    await navigator.clipboard.writeText(secret);
    setCopied(true);
  };
  return (
    <>
      <PageHeading title={texts.t('shownOnce.title')} />
      <div className="cf-card cf-secret">
        <p>{texts.of(resource.id, 'shownOnce') ?? texts.t('shownOnce.lead')}</p>
        <label htmlFor="cf-secret">{texts.t('shownOnce.label')}</label>
        <div className="cf-row">
          <input
            ref={field}
            id="cf-secret"
            className="cf-input cf-code"
            readOnly
            autoComplete="off"
            spellCheck={false}
            value={secret}
            onFocus={(event) => event.target.select()}
          />
          <button type="button" className="cf-button is-primary" onClick={copy}>
            {texts.t('shownOnce.copy')}
          </button>
        </div>
        <p role="status">{copied ? texts.t('shownOnce.copied') : ''}</p>
        <button type="button" className="cf-button" onClick={onDone}>
          {texts.t('shownOnce.done')}
        </button>
      </div>
    </>
  );
}
