import React from 'react';
import { useTexts } from '../lib/texts.ts';

export type Change = { field: string; label: string; before: string; after: string };

/** What a change did, field by field, side by side. */
export function Changes({ changes }: { changes: Change[] }): React.ReactElement {
  const { t } = useTexts();
  if (changes.length === 0) return <p className="cf-muted">{t('changes.none')}</p>;
  return (
    <table className="cf-table cf-changes">
      <thead>
        <tr>
          <th scope="col">{t('changes.field')}</th>
          <th scope="col">{t('changes.before')}</th>
          <th scope="col">{t('changes.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, label, before, after }) => (
          <tr key={field}>
            <th scope="row">{label}</th>
            <td>
              <del>{before}</del>
            </td>
            <td>
              <ins>{after}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
