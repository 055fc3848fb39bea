import type { ResourceJSON } from 'adminjs';
import React, { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { ErrorPage } from '../layout/error-page.tsx';
import { Icon } from '../layout/icon.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { listUrl, recordApi, recordUrl } from '../lib/addresses.ts';
import { rolesInWords } from '../lib/roles-in-words.ts';
import {
  actionOf,
  fieldOf,
  isHidden,
  listCustom,
  namedActions,
  type PanelRecord,
  type Section,
  useSession,
} from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { SHEETS } from '../stock/sheets.ts';
import { isEmpty, Value } from '../values/value.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { PersonalData } from './personal-data.tsx';
import { Stub } from './stub.tsx';

const WIDE = new Set(['lines', 'rows', 'pictures', 'longText', 'letter', 'changes', 'attributes', 'scopes']);
const INLINE_ACTIONS = 4;

/** One record: what it is, what can be done with it, and beside it the stub with its latest entries. */
export function ShowPage({ resource, id }: { resource: ResourceJSON; id: string }): React.ReactElement {
  const texts = useTexts();
  const { answer, loading, reload } = useAnswer(recordApi(resource.id, id, 'show'));
  const [latest, setLatest] = useState<PanelRecord | null>(null);
  if (answer?.error) return <ErrorPage fault={answer.error} onRetry={reload} />;
  const read = answer?.record;
  const record = latest && read && (latest.revision ?? 0) > (read.revision ?? 0) ? latest : read;
  if (!record || record.id !== id) return <p className="cf-muted">{texts.t('loading')}</p>;
  const title = record.title || `${texts.one(resource.id)} …${id.slice(-6)}`;
  // What never changes, such as an entry or a movement, has no versions and no stub.
  const hasStub = resource.id !== 'auditLogs' && record.revision !== null;
  const Sheet = SHEETS[resource.id];
  const { show } = listCustom(resource).sections;
  const besideStock = show.some(({ title }) => title === 'stock');
  return (
    <div aria-busy={loading}>
      <PageHeading
        title={title}
        before={<BackLink resource={resource} />}
        after={<States resource={resource} record={record} />}
      >
        <Actions resource={resource} record={record} onChanged={reload} />
      </PageHeading>
      <PersonalData resource={resource} record={record} onChanged={reload} />
      <div className={hasStub ? 'cf-record' : ''}>
        <div className="cf-sections">
          {Sheet && !besideStock && <Sheet resource={resource} record={record} onRecord={setLatest} />}
          {show.map((section) => (
            <React.Fragment key={section.title}>
              <SectionCard resource={resource} record={record} section={section} />
              {Sheet && section.title === 'stock' && <Sheet resource={resource} record={record} onRecord={setLatest} />}
            </React.Fragment>
          ))}
        </div>
        {hasStub && (
          <Stub key={`${record.revision} ${record.unmaskedFor === null}`} resource={resource} record={record} />
        )}
      </div>
    </div>
  );
}

export function BackLink({ resource }: { resource: ResourceJSON }): React.ReactElement {
  const texts = useTexts();
  return (
    <p className="cf-back">
      <Link to={listUrl(resource.id)}>
        <Icon name="ArrowLeft" size={16} />
        {texts.label(resource.id)}
      </Link>
    </p>
  );
}

/** The states a record is in, beside its name. */
export function States({ resource, record }: { resource: ResourceJSON; record: PanelRecord }): React.ReactElement {
  const names = listCustom(resource)
    .sections.show.flatMap((section) => section.fields)
    .filter((name) => {
      const field = fieldOf(resource, name);
      return field.format === 'choice' && field.tones && !isHidden(resource, name) && !isEmpty(record.values[name]);
    });
  return (
    <p className="cf-row cf-states">
      {names.map((name) => (
        <Value key={name} resource={resource} record={record} name={name} place="show" />
      ))}
    </p>
  );
}

type SectionProps = {
  resource: ResourceJSON;
  record: PanelRecord;
  section: Section;
  /** Leaves out what has no value, where a line less matters more than knowing that it is empty. */
  onlyFilled?: boolean;
};

/** Some of a record's values under a heading; nothing where its reader may see none of them. */
export function SectionCard({ resource, record, section, onlyFilled = false }: SectionProps) {
  const texts = useTexts();
  const names = section.fields
    .filter((name) => !isHidden(resource, name) && record.values[name] !== undefined)
    .filter((name) => !(onlyFilled && isEmpty(record.values[name])));
  if (names.length === 0) return null;
  const headingId = `cf-section-${section.title}`;
  const title = texts.t(`sections.${section.title}`);
  const isSaid = (name: string): boolean => names.length === 1 && texts.field(resource.id, name) === title;
  return (
    <section className="cf-card" aria-labelledby={headingId}>
      <h2 id={headingId}>{title}</h2>
      <dl className="cf-values">
        {names.map((name) => (
          <div key={name} className={WIDE.has(fieldOf(resource, name).format ?? '') ? 'is-wide' : ''}>
            <dt className={isSaid(name) ? 'cf-visually-hidden' : ''}>{texts.field(resource.id, name)}</dt>
            <dd>
              <Value resource={resource} record={record} name={name} place="show" />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Editing, where the resource has a form, with who may: whoever may not is told. */
function editing(resource: ResourceJSON): { name: string; custom: { whoMay: string[] } }[] {
  const whoMay = actionOf(resource, 'edit')?.custom['whoMay'] as string[] | undefined;
  return whoMay ? [{ name: 'edit', custom: { whoMay } }] : [];
}

/** Where there is nothing to edit, the first action is the next step. */
function buttonClass(tone: string, isNext: boolean): string {
  if (tone === 'danger') return 'cf-button is-danger';
  return isNext ? 'cf-button is-primary' : 'cf-button';
}

type ActionsProps = {
  resource: ResourceJSON;
  record: PanelRecord;
  onChanged: () => void;
  /** An action that the page offers elsewhere, or `none` of them: then none stands out here. */
  except?: unknown;
};

/** What can be done with a record: the first few as buttons, the rest behind "More", with what is for others to do. */
export function Actions({ resource, record, onChanged, except }: ActionsProps) {
  const texts = useTexts();
  const navigate = useNavigate();
  const session = useSession();
  const [asked, setAsked] = useState<string | null>(null);
  const offered = new Set(record.recordActions.map((action) => action.name));
  const named = namedActions(resource).filter(({ custom }) => !custom.inStrip);
  const usable = named.filter(({ name }) => offered.has(name) && name !== except);
  const barred = [...editing(resource), ...named].filter(
    ({ name, custom }) =>
      !offered.has(name) && !custom.whoMay.some((role) => session?.roles.includes(role.split(' ')[0] ?? '')),
  );
  const room = offered.has('stockCard') ? INLINE_ACTIONS - 1 : INLINE_ACTIONS;
  const inline = usable.filter(({ custom }) => !custom.rare).slice(0, room);
  const more = usable.filter((one) => !inline.includes(one));
  const open = (name: string): void => setAsked(name);
  return (
    <>
      {offered.has('stockCard') && (
        <Link className="cf-button" to={recordUrl(resource.id, record.id, 'stockCard')}>
          <Icon name="BookOpen" />
          {texts.action(resource.id, 'stockCard')}
        </Link>
      )}
      {offered.has('edit') && (
        <Link className="cf-button is-primary" to={recordUrl(resource.id, record.id, 'edit')}>
          <Icon name="Edit2" />
          {texts.t('show.edit')}
        </Link>
      )}
      {inline.map(({ name, custom }) => (
        <button
          key={name}
          type="button"
          className={buttonClass(custom.tone, name === inline[0]?.name && !offered.has('edit') && !except)}
          onClick={() => open(name)}
        >
          {texts.action(resource.id, name)}
        </button>
      ))}
      {(more.length > 0 || barred.length > 0 || offered.has('delete')) && (
        <details className="cf-menu">
          <summary className="cf-button">
            {texts.t('more')}
            <Icon name="ChevronDown" size={16} />
          </summary>
          <ul>
            {more.map(({ name, custom }) => (
              <li key={name}>
                <button
                  type="button"
                  className={custom.tone === 'danger' ? 'is-danger' : ''}
                  onClick={() => open(name)}
                >
                  {texts.action(resource.id, name)}
                </button>
              </li>
            ))}
            {offered.has('delete') && (
              <li>
                <button type="button" className="is-danger" onClick={() => open('delete')}>
                  {texts.t('show.delete')}
                </button>
              </li>
            )}
            {barred.map(({ name, custom }) => (
              <li key={name} className="is-barred">
                {name === 'edit' ? texts.t('show.edit') : texts.action(resource.id, name)}
                <span>{texts.t('show.notYours', { who: rolesInWords(custom.whoMay, texts) })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {asked === 'delete' && (
        <DeleteDialog
          resource={resource}
          record={record}
          onClose={() => setAsked(null)}
          onDone={() => navigate(listUrl(resource.id))}
        />
      )}
      {asked && asked !== 'delete' && (
        <ActionDialog
          resource={resource}
          record={record}
          action={asked}
          onClose={() => setAsked(null)}
          onDone={onChanged}
        />
      )}
    </>
  );
}
