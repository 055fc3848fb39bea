import type { Swatch } from '../palette.ts';

/**
 * A small drawing about 100 wide around its own origin, used as a repeat in a print, as the picture on a mug or a
 * tin, and as an ornament of its own. It may take up the two colours of the thing it sits on.
 * `onPale` says that what lies behind is light.
 */
export type Emblem = (main: Swatch, accent: Swatch, onPale: boolean) => string;
