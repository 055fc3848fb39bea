import React, { useEffect } from 'react';
import { scopesByGroup } from '../lib/scopes.ts';
import { useTexts } from '../lib/texts.ts';
import type { InputProps } from './field.tsx';

/** Check boxes of what a program may do, folded by what they are about; only what its role could do is offered. */
export function ScopesInput({ field, value, values, onChange, name }: InputProps): React.ReactElement {
  const texts = useTexts();
  const by = field.valuesBy;
  const offered = (by ? by.values[String(values[by.field] ?? '')] : field.values) ?? [];
  const given = Array.isArray(value) ? (value as string[]) : [];
  const chosen = given.filter((scope) => offered.includes(scope));

  // What the role that was chosen meanwhile can't do is no longer asked for.
  useEffect(() => {
    if (chosen.length !== given.length) onChange(chosen);
  });

  if (offered.length === 0) return <p className="cf-muted">{texts.t('scopes.none')}</p>;
  return (
    <div className="cf-scopes">
      {scopesByGroup(offered, texts).map(([group, items]) => {
        const count = items.filter(({ scope }) => chosen.includes(scope)).length;
        return (
          <details key={group}>
            <summary>
              {group}
              {count > 0 && <strong>{texts.t('scopes.chosen', { count })}</strong>}
            </summary>
            <div className="cf-choices">
              {items.map(({ scope, verb }) => (
                <label key={scope} className="cf-check">
                  <input
                    type="checkbox"
                    name={name}
                    value={scope}
                    checked={chosen.includes(scope)}
                    aria-label={`${group}: ${verb}`}
                    onChange={(event) =>
                      onChange(event.target.checked ? [...chosen, scope] : chosen.filter((other) => other !== scope))
                    }
                  />
                  {verb}
                </label>
              ))}
            </div>
          </details>
        );
      })}
    </div>
  );
}
