import { CARD } from '../card.ts';
import type { Motif } from '../pen.ts';
import { BAGS } from './bags.ts';
import { BAKING } from './baking.ts';
import { BATH } from './bath.ts';
import { BOXES } from './boxes.ts';
import { CANDLES } from './candles.ts';
import { CHRISTMAS_HANGING } from './christmas-hanging.ts';
import { CHRISTMAS_STANDING } from './christmas-standing.ts';
import { CLOTHING } from './clothing.ts';
import { CRAFTS } from './crafts.ts';
import { CUTLERY } from './cutlery.ts';
import { DOLLS } from './dolls.ts';
import { FURNITURE } from './furniture.ts';
import { GAMES } from './games.ts';
import { GARDEN } from './garden.ts';
import { JEWELLERY } from './jewellery.ts';
import { KITCHEN } from './kitchen.ts';
import { LAMPS } from './lamps.ts';
import { LANTERNS } from './lanterns.ts';
import { ORNAMENTS } from './ornaments.ts';
import { PAPER } from './paper.ts';
import { PARTY } from './party.ts';
import { PLATES } from './plates.ts';
import { PURSES } from './purses.ts';
import { SIGNS } from './signs.ts';
import { TEA } from './tea.ts';
import { TEXTILES } from './textiles.ts';
import { WALLS } from './walls.ts';
import { WRITING } from './writing.ts';

/** Every motif by its name; `name-card` is the one for names that no other fits. */
export const MOTIFS: Readonly<Record<string, Motif>> = {
  ...LANTERNS,
  ...CANDLES,
  ...LAMPS,
  ...TEA,
  ...BAKING,
  ...PLATES,
  ...CUTLERY,
  ...KITCHEN,
  ...TEXTILES,
  ...BAGS,
  ...PURSES,
  ...WALLS,
  ...SIGNS,
  ...ORNAMENTS,
  ...BOXES,
  ...FURNITURE,
  ...CHRISTMAS_HANGING,
  ...CHRISTMAS_STANDING,
  ...DOLLS,
  ...GAMES,
  ...CRAFTS,
  ...PAPER,
  ...WRITING,
  ...JEWELLERY,
  ...CLOTHING,
  ...GARDEN,
  ...PARTY,
  ...BATH,
  'name-card': CARD,
};
