import { buyers } from './buyers.ts';
import { doubleClick } from './double-click.ts';
import type { Scene } from './stage.ts';
import { stockRoom } from './stock-room.ts';
import { twoCounts } from './two-counts.ts';

/** What `npm run prove` plays, in this order. */
export const SCENES: readonly Scene[] = [buyers, stockRoom, twoCounts, doubleClick];
