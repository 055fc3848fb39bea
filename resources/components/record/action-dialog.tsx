import type { ResourceJSON } from 'adminjs';
import React, { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { FieldInput } from '../inputs/field.tsx';
import { typedParts } from '../inputs/line-parts.tsx';
import { Dialog } from '../layout/dialog.tsx';
import { StepUp } from '../layout/step-up.tsx';
import { recordApi } from '../lib/addresses.ts';
import { type ActionPreview, call, type Fault, newRequestKey } from '../lib/api.ts';
import { useAnswerNotice } from '../lib/notices.ts';
import { namedActions, type PanelRecord, type Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

type Props = { resource: ResourceJSON; record: PanelRecord; action: string; onClose: () => void; onDone: () => void };

/** A named action: what it does in a sentence, its little form, and whatever the use case has to say against it. Once done, it closes itself. */
export function ActionDialog({ resource, record, action, onClose, onDone }: Props): React.ReactElement | null {
  const texts = useTexts();
  const notify = useAnswerNotice(resource.id);
  const navigate = useNavigate();
  const custom = namedActions(resource).find(({ name }) => name === action)?.custom;
  const form = Object.entries(custom?.form ?? {});
  const [values, setValues] = useState<Values | null>(form.length === 0 ? {} : null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [preview, setPreview] = useState<ActionPreview | null>(null);
  const [running, setRunning] = useState(false);
  // The server says what this person is asked; some inputs depend on what is typed in others.
  const fields = form.filter(
    ([name, { only = {} }]) =>
      values !== null && name in values && Object.entries(only).every(([other, wanted]) => values[other] === wanted),
  );
  // One key for this dialog: pressing twice, or again after a lost answer, books once.
  const requestKey = useRef(newRequestKey());
  // The record moved on without this page: whoever closes the dialog then sees it as it is.
  const isBehind = useRef(false);
  const close = (): void => {
    onClose();
    if (isBehind.current) onDone();
  };
  const path = recordApi(resource.id, record.id, action);
  const hasForm = form.length > 0;

  useEffect(() => {
    if (!hasForm) return;
    call(path).then((answer) => {
      if (answer.error) setFault(answer.error);
      setPreview(answer.preview ?? null);
      setValues(answer.initial ?? {});
    });
  }, [path, hasForm]);

  if (!custom) return null;
  const run = async (event: React.FormEvent): Promise<void> => {
    event.preventDefault();
    setRunning(true);
    const typed = Object.fromEntries(
      fields.map(([name, field]) => {
        const value = values?.[name];
        return [name, field.format === 'lines' ? typedParts((value ?? []) as Values[]) : value];
      }),
    );
    const body = { values: typed, revision: record.revision, requestKey: requestKey.current };
    const answer = await call(path, { body });
    setRunning(false);
    if (answer.error) {
      setFault(answer.status === 0 ? { ...answer.error, message: texts.t('notices.offline') } : answer.error);
      if (answer.status === 409) isBehind.current = true;
      if (answer.status >= 400 && answer.status < 500) requestKey.current = newRequestKey();
      return;
    }
    notify(answer);
    if (answer.redirectUrl) {
      navigate(answer.redirectUrl);
      return;
    }
    onClose();
    onDone();
  };

  const label = texts.action(resource.id, action);
  const unplaced = fault && !Object.keys(fault.fields).some((name) => fields.some(([field]) => field === name));
  return (
    <Dialog
      title={texts.t('action.title', { action: label, name: record.title })}
      onClose={close}
      wide={preview !== null || form.some(([, field]) => field.format === 'lines')}
    >
      <form onSubmit={run} noValidate>
        <p>{texts.of(resource.id, `confirm.${action}`)}</p>
        {unplaced && (
          <p role="alert" className="cf-fault">
            {fault.message}
          </p>
        )}
        {fault && <StepUp fault={fault} />}
        {values === null && <p className="cf-muted">{texts.t('loading')}</p>}
        {preview && <Preview preview={preview} />}
        {values !== null && !preview?.blocked && (
          <div className="cf-fields">
            {fields.map(([name, field], index) => (
              <FieldInput
                key={name}
                name={name}
                field={field}
                label={
                  preview && name === 'confirmation'
                    ? texts.t('action.typeWord', { word: preview.word })
                    : (texts.of(resource.id, `inputs.${action}.${name}`) ?? texts.field(resource.id, name))
                }
                help={texts.of(resource.id, `inputHelp.${action}.${name}`) ?? ''}
                value={values[name]}
                onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
                error={fault?.fields[name]}
                required={field.required === true}
                values={{ ...record.values, ...values }}
                valueLabel={(value) => texts.value(resource.id, name, value)}
                autoFocus={index === 0}
              />
            ))}
          </div>
        )}
        <div className="cf-dialog-actions">
          <button
            type="submit"
            className={custom.tone === 'danger' ? 'cf-button is-danger' : 'cf-button is-primary'}
            disabled={running || values === null || preview?.blocked !== undefined}
          >
            {label}
          </button>
          <button type="button" className="cf-button" onClick={close}>
            {texts.t('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** What an action would take away and what it must leave, or why it can't be carried out. */
function Preview({ preview: { goes, stays, blocked } }: { preview: ActionPreview }): React.ReactElement {
  const { t } = useTexts();
  const lists = [
    [t('action.goes'), goes],
    [t('action.stays'), stays],
  ] as const;
  return (
    <>
      {blocked && (
        <p role="alert" className="cf-fault">
          {blocked}
        </p>
      )}
      <div className="cf-preview">
        {lists.map(([title, items]) => (
          <section key={title}>
            <h3>{title}</h3>
            <ul>
              {items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
