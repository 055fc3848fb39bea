import React from 'react';
import { scopesByGroup } from '../lib/scopes.ts';
import { useTexts } from '../lib/texts.ts';

/** What a token may do, in words, by what it is about. */
export function Scopes({ scopes }: { scopes: readonly string[] }): React.ReactElement {
  const texts = useTexts();
  return (
    <dl className="cf-group">
      {scopesByGroup(scopes, texts).map(([group, items]) => (
        <div key={group}>
          <dt>{group}</dt>
          <dd>{items.map(({ verb }) => verb).join(', ')}</dd>
        </div>
      ))}
    </dl>
  );
}
