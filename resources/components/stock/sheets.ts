import type { ResourceJSON } from 'adminjs';
import type React from 'react';
import type { PanelRecord } from '../lib/state.ts';
import { CountSheet } from './count-sheet.tsx';
import { DeliverySheet } from './delivery-sheet.tsx';
import { Whereabouts } from './whereabouts.tsx';

export type SheetProps = {
  resource: ResourceJSON;
  record: PanelRecord;
  /** The record as it is after a write of the sheet's own. */
  onRecord: (record: PanelRecord) => void;
};

/** What stands on a record's page beside its fields, by resource. */
export const SHEETS: Record<string, React.ComponentType<SheetProps> | undefined> = {
  deliveries: DeliverySheet,
  counts: CountSheet,
  products: Whereabouts,
};
