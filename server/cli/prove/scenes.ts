import { buyers } from './buyers.ts';
import { carts } from './carts.ts';
import { doubleClick } from './double-click.ts';
import { doubleSubmit } from './double-submit.ts';
import { killedShop } from './killed-shop.ts';
import { lateMoney } from './late-money.ts';
import type { Scene } from './stage.ts';
import { stockRoom } from './stock-room.ts';
import { twoCounts } from './two-counts.ts';
import { twoHands } from './two-hands.ts';

/** What `npm run prove` plays, in this order. */
export const SCENES: readonly Scene[] = [
  buyers,
  carts,
  twoHands,
  lateMoney,
  doubleSubmit,
  killedShop,
  stockRoom,
  twoCounts,
  doubleClick,
];
