import type { ResourceJSON } from 'adminjs';
import React, { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { ErrorPage } from '../layout/error-page.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { StepUp } from '../layout/step-up.tsx';
import { actionApi, listUrl, recordApi, recordUrl } from '../lib/addresses.ts';
import { type Answer, type Conflict, call, type Fault, newRequestKey } from '../lib/api.ts';
import { useAnswerNotice } from '../lib/notices.ts';
import { actionOf, formSections, offers, type PanelRecord, type Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { ConflictView } from './conflict.tsx';
import { FormFields } from './form-fields.tsx';
import { same } from './same.ts';
import { BackLink } from './show-page.tsx';
import { ShownOnce } from './shown-once.tsx';
import { useLeaveGuard } from './use-leave-guard.tsx';

/** The form of a new record, with what its schema and its resource begin with. */
export function NewPage({ resource }: { resource: ResourceJSON }): React.ReactElement {
  const texts = useTexts();
  if (!offers(resource, 'new')) return <ErrorPage fault={{ code: 'forbidden', message: '', fields: {} }} />;
  const defaults = (actionOf(resource, 'new')?.custom['defaults'] ?? {}) as Values;
  return (
    <RecordForm
      resource={resource}
      title={texts.t('form.newTitle', { one: texts.one(resource.id) })}
      initial={defaults}
    />
  );
}

/** The form of a record as it is now. */
export function EditPage({ resource, id }: { resource: ResourceJSON; id: string }): React.ReactElement {
  const texts = useTexts();
  const { answer, reload } = useAnswer(recordApi(resource.id, id, 'edit'));
  if (answer?.error) return <ErrorPage fault={answer.error} onRetry={reload} />;
  const record = answer?.record;
  if (!record || record.id !== id) return <p className="cf-muted">{texts.t('loading')}</p>;
  const title = texts.t('form.editTitle', { name: record.title || texts.one(resource.id) });
  return <RecordForm resource={resource} title={title} initial={record.values} record={record} />;
}

type FormProps = { resource: ResourceJSON; title: string; initial: Values; record?: PanelRecord };

function RecordForm({ resource, title, initial, record }: FormProps): React.ReactElement {
  const texts = useTexts();
  const navigate = useNavigate();
  const notify = useAnswerNotice(resource.id);
  const sections = formSections(resource, record ? 'edit' : 'new');
  const names = sections.flatMap((section) => section.fields);
  const [values, setValues] = useState<Values>(initial);
  const [fault, setFault] = useState<Fault | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [saving, setSaving] = useState(false);
  const [told, setTold] = useState<Answer | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const keyFor = useRequestKey();
  const changed = names.filter((name) => !same(values[name], initial[name]));
  const leave = useLeaveGuard(changed.length > 0 && !saving);

  const done = (answer: Answer): void => {
    notify(answer);
    leave.allow();
    if (answer.waits) {
      navigate(answer.redirectUrl ?? '');
      return;
    }
    const id = record?.id ?? answer.record?.id;
    navigate(id ? recordUrl(resource.id, id) : listUrl(resource.id));
  };

  const send = async (sent: Values, revision: number | null): Promise<void> => {
    setSaving(true);
    setFault(null);
    const path = record ? recordApi(resource.id, record.id, 'edit') : actionApi(resource.id, 'new');
    const key = keyFor(sent);
    const answer = await call(path, { body: { values: sent, ...(record ? { revision } : { requestKey: key }) } });
    setSaving(false);
    if (!answer.error) {
      if (answer.shownOnce) setTold(answer);
      else done(answer);
      return;
    }
    setConflict(answer.conflict ?? null);
    if (!answer.conflict)
      setFault(answer.status === 0 ? { ...answer.error, message: texts.t('notices.offline') } : answer.error);
  };

  const submit = (event: React.FormEvent): void => {
    event.preventDefault();
    if (record && changed.length === 0) {
      leave.allow();
      navigate(recordUrl(resource.id, record.id));
      return;
    }
    const sent = Object.fromEntries((record ? changed : names).map((name) => [name, values[name] ?? '']));
    send(sent, record?.revision ?? null);
  };

  // What needs another value is brought to the person, not searched by them.
  useEffect(() => {
    if (!fault) return;
    const field = form.current?.querySelector('[data-field]:has(.cf-fault)');
    field?.querySelector<HTMLElement>('input, textarea, select, button, summary')?.focus();
  }, [fault]);

  if (told?.shownOnce) {
    return <ShownOnce resource={resource} secret={told.shownOnce} onDone={() => done(told)} />;
  }
  if (conflict && record) {
    return (
      <ConflictView
        resource={resource}
        names={names}
        base={initial}
        mine={values}
        conflict={conflict}
        saving={saving}
        onSave={(chosen) => {
          setValues((before) => ({ ...before, ...chosen }));
          send(chosen, conflict.revision);
        }}
        onDiscard={() => {
          leave.allow();
          navigate(recordUrl(resource.id, record.id));
        }}
      />
    );
  }
  return (
    <>
      <PageHeading title={title} before={<BackLink resource={resource} />} />
      <form ref={form} className="cf-form" onSubmit={submit} noValidate>
        {fault && <FaultSummary fault={fault} />}
        <FormFields
          resource={resource}
          sections={sections}
          values={values}
          onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
          errors={fault?.fields ?? {}}
          record={record}
        />
        <div className="cf-form-actions">
          <button type="submit" className="cf-button is-primary" disabled={saving}>
            {saving
              ? texts.t('form.saving')
              : record
                ? texts.t('form.save')
                : texts.t('form.create', { one: texts.one(resource.id) })}
          </button>
          <button
            type="button"
            className="cf-button"
            onClick={() => navigate(record ? recordUrl(resource.id, record.id) : listUrl(resource.id))}
          >
            {texts.t('form.cancel')}
          </button>
        </div>
      </form>
      {leave.dialog}
    </>
  );
}

/** One key for the same values: sent again after a lost answer they make one record, other values make another. */
function useRequestKey(): (sent: Values) => string {
  const last = useRef({ text: '', key: '' });
  return (sent) => {
    const text = JSON.stringify(sent);
    if (text !== last.current.text) last.current = { text, key: newRequestKey() };
    return last.current.key;
  };
}

function FaultSummary({ fault }: { fault: Fault }): React.ReactElement {
  const { t } = useTexts();
  const names = Object.keys(fault.fields);
  // A row and a field in it are one thing to look at.
  const count = names.filter((name) => !names.some((other) => other.startsWith(`${name}.`))).length;
  const lead = count === 0 ? fault.message : count === 1 ? t('form.faultCountOne') : t('form.faultCount', { count });
  return (
    <div role="alert" className="cf-fault cf-card">
      <p>{lead}</p>
      <StepUp fault={fault} />
    </div>
  );
}
