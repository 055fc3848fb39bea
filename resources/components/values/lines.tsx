// biome-ignore-all lint/a11y/noRedundantRoles: shown as cards on narrow screens, the elements would lose their roles
// biome-ignore-all lint/a11y/useSemanticElements: a region that scrolls is no section of the page
import React from 'react';
import type { Field, Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

const NUMERIC = new Set(['money', 'quantity', 'number', 'percent']);

/** Codes and other short words stay on one line. */
function cellClass(column: Field, value: unknown): string {
  if (NUMERIC.has(column.format ?? '')) return 'is-number';
  const isShort = typeof value === 'string' && value.length <= 16;
  return isShort || column.format === 'moment' || column.format === 'day' ? 'is-when' : '';
}

type CellProps = { resourceId: string; name: string; field: Field; value: unknown; record: Values; place: 'list' };
type Props = { resourceId: string; name: string; field: Field; value: unknown; Cell: React.ComponentType<CellProps> };

/** A list of sub-documents as a table; on narrow screens each is a card. */
export function Lines({ resourceId, name, field, value, Cell }: Props): React.ReactElement {
  const texts = useTexts();
  const rows = value as Values[];
  const columns = Object.entries(field.parts ?? {}).filter(
    ([part, { hidden }]) => !hidden && rows.some((row) => row[part] !== undefined && row[part] !== null),
  );
  const title = texts.field(resourceId, name);
  const label = (part: string): string => texts.field(resourceId, `${name}.${part}`);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className="cf-scroll" role="region" aria-label={title} tabIndex={0}>
      <table className="cf-table cf-stacked" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(([part, column]) => (
              <th key={part} scope="col" className={NUMERIC.has(column.format ?? '') ? 'is-number' : ''}>
                {label(part)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity here
            <tr key={index} role="row">
              {columns.map(([part, column]) => (
                <td key={part} role="cell" className={cellClass(column, row[part])} data-label={label(part)}>
                  <Cell
                    resourceId={resourceId}
                    name={`${name}.${part}`}
                    field={column}
                    value={row[part]}
                    record={row}
                    place="list"
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
