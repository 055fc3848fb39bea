import type { ResourceJSON } from 'adminjs';
import React, { useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../layout/icon.tsx';
import { actionApi } from '../lib/addresses.ts';
import { call } from '../lib/api.ts';
import type { Field, PanelRecord } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

type Option = { id: string; title: string };
type Props = {
  name: string;
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  resource?: ResourceJSON;
  record?: PanelRecord | undefined;
  described: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean };
  required?: boolean;
};

const TYPING_MS = 250;

/** Picks another record: type, and choose from what is found, by mouse or by arrow keys. */
export function ReferenceInput(props: Props): React.ReactElement {
  const { name, field, value, onChange, resource, record, described, required } = props;
  const { t } = useTexts();
  const target = field.reference ?? resource?.properties[name]?.reference ?? '';
  const known = record?.populated[name];
  const [chosen, setChosen] = useState<Option | null>(
    known && known.id === value ? { id: known.id, title: known.title } : null,
  );
  const [typed, setTyped] = useState<string | null>(null);
  const { options, active, setActive, open, setOpen } = useOptions(target, typed);
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);

  // A value set from outside (a filter in the address, a chosen version) is shown by its own title.
  useEffect(() => {
    if (!value) setChosen(null);
    else if (chosen?.id !== value)
      titleOf(target, String(value)).then((title) => setChosen({ id: String(value), title }));
  }, [value, target, chosen?.id]);

  const choose = (option: Option): void => {
    setChosen(option);
    setTyped(null);
    setOpen(false);
    onChange(option.id);
  };
  const onKey = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setActive((active + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % Math.max(options.length, 1));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      const option = options[active];
      if (option) choose(option);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus left it
    <div
      className="cf-combobox"
      ref={box}
      onBlur={(event) => {
        if (box.current?.contains(event.relatedTarget)) return;
        setOpen(false);
        setTyped(null);
      }}
    >
      <input
        {...described}
        className="cf-input"
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-required={required}
        aria-activedescendant={open && options[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        placeholder={t('form.pick')}
        value={typed ?? chosen?.title ?? ''}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
        }}
        onKeyDown={onKey}
        onClick={() => {
          setTyped(typed ?? '');
          setOpen(true);
        }}
      />
      {chosen && (
        <button type="button" className="cf-button is-plain is-small" onClick={() => onChange('')}>
          <Icon name="X" size={16} />
          <span className="cf-visually-hidden">{t('form.clearPick', { name: chosen.title })}</span>
        </button>
      )}
      <div id={listId} role="listbox" aria-label={t('form.pick')} className="cf-options" hidden={!open}>
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input keeps the focus and hears the keys
          <div
            key={option.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className={index === active ? 'is-active' : ''}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(option)}
          >
            {option.title}
          </div>
        ))}
        {options.length === 0 && (
          <div role="option" aria-selected={false} aria-disabled="true" tabIndex={-1} className="cf-muted">
            {t('form.noMatch')}
          </div>
        )}
      </div>
    </div>
  );
}

function useOptions(target: string, typed: string | null) {
  const [options, setOptions] = useState<Option[]>([]);
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open || target === '') return;
    const aborter = new AbortController();
    const timer = window.setTimeout(() => {
      const query = typed ? `?q=${encodeURIComponent(typed)}` : '';
      call(`${actionApi(target, 'search')}${query}`, { signal: aborter.signal }).then(({ records, status }) => {
        if (status === -1) return;
        setOptions((records ?? []).map(({ id, title }) => ({ id, title: title || id })));
        setActive(0);
      });
    }, TYPING_MS);
    return () => {
      window.clearTimeout(timer);
      aborter.abort();
    };
  }, [target, typed, open]);

  return { options, active, setActive, open, setOpen };
}

/** An id is found by search too, so that this asks for no more than a title. */
async function titleOf(target: string, id: string): Promise<string> {
  const { records } = await call(`${actionApi(target, 'search')}?q=${encodeURIComponent(id)}`);
  return records?.find((record) => record.id === id)?.title ?? id;
}
