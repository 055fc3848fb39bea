import type { ResourceJSON } from 'adminjs';
import React, { useState } from 'react';
import { PageHeading } from '../layout/page-heading.tsx';
import type { Conflict } from '../lib/api.ts';
import { moment } from '../lib/formats.ts';
import { fieldOf, type PanelRecord, type Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { isEmpty, Nothing, Plain } from '../values/value.tsx';
import { same } from './same.ts';

type Side = 'theirs' | 'mine';
type Props = {
  resource: ResourceJSON;
  names: string[];
  /** The record as it was when the form was opened. */
  base: Values;
  mine: Values;
  conflict: Conflict;
  saving: boolean;
  onSave: (chosen: Values) => void;
  onDiscard: () => void;
};

/** Two people changed one record: both versions side by side, and what was typed is still there. One chooses field by field and saves again. */
export function ConflictView({
  resource,
  names,
  base,
  mine,
  conflict,
  saving,
  onSave,
  onDiscard,
}: Props): React.ReactElement {
  const texts = useTexts();
  const theirs = conflict.theirs.values;
  const differing = names.filter((name) => !same(theirs[name], mine[name]));
  // Whoever changed a field alone is right about it until somebody says otherwise.
  const [choice, setChoice] = useState<Record<string, Side>>(() =>
    Object.fromEntries(differing.map((name) => [name, same(mine[name], base[name]) ? 'theirs' : 'mine'])),
  );
  const all = (side: Side): void => setChoice(Object.fromEntries(differing.map((name) => [name, side])));
  const chosen = Object.fromEntries(
    differing.filter((name) => choice[name] === 'mine').map((name) => [name, mine[name] ?? '']),
  );
  const { by, revision } = conflict;
  const lead = by
    ? texts.t('conflict.lead', { who: by.name, version: revision, when: moment(by.at) })
    : texts.t('conflict.leadUnknown', { version: revision });
  return (
    <>
      <PageHeading title={texts.t('conflict.title')} />
      <form
        className="cf-card cf-conflict"
        onSubmit={(event) => {
          event.preventDefault();
          if (Object.keys(chosen).length === 0) onDiscard();
          else onSave(chosen);
        }}
      >
        <p role="alert">{lead}</p>
        {differing.length === 0 ? (
          <p>{texts.t('conflict.same')}</p>
        ) : (
          <>
            <p className="cf-row">
              <button type="button" className="cf-button is-small" onClick={() => all('theirs')}>
                {texts.t('conflict.allTheirs')}
              </button>
              <button type="button" className="cf-button is-small" onClick={() => all('mine')}>
                {texts.t('conflict.allMine')}
              </button>
            </p>
            <div className="cf-versions">
              {differing.map((name) => (
                <fieldset key={name}>
                  <legend className="cf-version-field">{texts.field(resource.id, name)}</legend>
                  <Version
                    side="theirs"
                    label={by?.name ?? texts.t('conflict.theirs')}
                    name={name}
                    resource={resource}
                    values={theirs}
                    record={conflict.theirs}
                    choice={choice}
                    onChoose={setChoice}
                  />
                  <Version
                    side="mine"
                    label={texts.t('conflict.mine')}
                    note={same(mine[name], base[name]) ? texts.t('conflict.untouched') : ''}
                    name={name}
                    resource={resource}
                    values={mine}
                    record={conflict.theirs}
                    choice={choice}
                    onChoose={setChoice}
                  />
                </fieldset>
              ))}
            </div>
          </>
        )}
        <div className="cf-form-actions">
          <button type="submit" className="cf-button is-primary" disabled={saving}>
            {saving ? texts.t('form.saving') : texts.t('conflict.save')}
          </button>
          <button type="button" className="cf-button" onClick={onDiscard}>
            {texts.t('conflict.discard')}
          </button>
        </div>
      </form>
    </>
  );
}

type VersionProps = {
  side: Side;
  label: string;
  note?: string;
  name: string;
  resource: ResourceJSON;
  values: Values;
  record: PanelRecord;
  choice: Record<string, Side>;
  onChoose: (choice: Record<string, Side>) => void;
};

function Version({
  side,
  label,
  note,
  name,
  resource,
  values,
  record,
  choice,
  onChoose,
}: VersionProps): React.ReactElement {
  const field = fieldOf(resource, name);
  const value = values[name];
  const title = field.format === 'reference' ? record.populated[name] : undefined;
  const shown = title && title.id === value ? title.title : value;
  return (
    <label className={choice[name] === side ? `cf-version is-${side} is-chosen` : `cf-version is-${side}`}>
      <span className="cf-version-who">
        <input
          type="radio"
          name={`cf-choice-${name}`}
          checked={choice[name] === side}
          onChange={() => onChoose({ ...choice, [name]: side })}
        />
        {label}
        {note && <span className="cf-muted"> ({note})</span>}
      </span>
      <span className="cf-version-value">
        {isEmpty(shown) ? (
          <Nothing />
        ) : (
          <Plain resourceId={resource.id} name={name} field={field} value={shown} record={values} place="show" />
        )}
      </span>
    </label>
  );
}
