import type { ResourceJSON } from 'adminjs';
import React, { useState } from 'react';
import type { PanelRecord } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { Nothing } from '../values/value.tsx';
import { ActionDialog } from './action-dialog.tsx';

type Props = {
  resource: ResourceJSON;
  record: PanelRecord;
  name: string;
  onChanged: () => void;
  primary?: boolean;
};

/** The next step of a record as a button; in words where it is for somebody else to take. */
export function StepButton({ resource, record, name, onChanged, primary = false }: Props): React.ReactElement {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  const action = record.values[name];
  if (typeof action !== 'string') return <Nothing place="list" />;
  const label = texts.action(resource.id, action);
  if (!record.recordActions.some((offered) => offered.name === action)) return <span>{label}</span>;
  return (
    <>
      <button
        type="button"
        className={primary ? 'cf-button is-primary' : 'cf-button is-small'}
        onClick={() => setOpen(true)}
      >
        {label}
        {!primary && <span className="cf-visually-hidden"> {record.title}</span>}
      </button>
      {open && (
        <ActionDialog
          resource={resource}
          record={record}
          action={action}
          onClose={() => setOpen(false)}
          onDone={onChanged}
        />
      )}
    </>
  );
}
