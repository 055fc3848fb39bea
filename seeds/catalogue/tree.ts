/** The shop's shelves: every category by its slug, with the category it lies in. */
const SHELVES = {
  christmas: { name: 'Christmas' },
  'christmas-decorations': { name: 'Tree & hanging decorations', parent: 'christmas' },
  'christmas-lights': { name: 'Christmas lights & candles', parent: 'christmas' },
  'christmas-paper': { name: 'Christmas cards & ribbon', parent: 'christmas' },
  'christmas-table': { name: 'Christmas table & treats', parent: 'christmas' },

  lighting: { name: 'Lighting & candles' },
  candles: { name: 'Candles & incense', parent: 'lighting' },
  't-light-holders': { name: 'T-light holders & lanterns', parent: 'lighting' },
  lamps: { name: 'Lamps & light strings', parent: 'lighting' },

  kitchen: { name: 'Kitchen & dining' },
  'mugs-and-tea': { name: 'Mugs, cups & tea', parent: 'kitchen' },
  baking: { name: 'Baking & cakes', parent: 'kitchen' },
  tableware: { name: 'Plates, bowls & cutlery', parent: 'kitchen' },
  'jars-and-tins': { name: 'Jars & tins', parent: 'kitchen' },
  cooking: { name: 'Pans & kitchen tools', parent: 'kitchen' },
  'lunch-and-picnic': { name: 'Lunch & picnic', parent: 'kitchen' },
  'kitchen-linen': { name: 'Aprons & kitchen linen', parent: 'kitchen' },

  bags: { name: 'Bags & purses' },
  'shopping-bags': { name: 'Shopping & tote bags', parent: 'bags' },
  'handbags-and-purses': { name: 'Handbags & purses', parent: 'bags' },
  travel: { name: 'Travel & wash bags', parent: 'bags' },

  home: { name: 'Home decor' },
  signs: { name: 'Signs & letters', parent: 'home' },
  clocks: { name: 'Clocks', parent: 'home' },
  'frames-and-mirrors': { name: 'Frames & mirrors', parent: 'home' },
  'wall-decor': { name: 'Wall art & boards', parent: 'home' },
  'hooks-and-knobs': { name: 'Hooks, hangers & knobs', parent: 'home' },
  'doormats-and-doorstops': { name: 'Doormats & doorstops', parent: 'home' },
  ornaments: { name: 'Hearts & ornaments', parent: 'home' },

  storage: { name: 'Storage & furniture' },
  'boxes-and-baskets': { name: 'Boxes & baskets', parent: 'storage' },
  'trinket-boxes': { name: 'Trinket & jewellery boxes', parent: 'storage' },
  furniture: { name: 'Cabinets & furniture', parent: 'storage' },

  textiles: { name: 'Textiles' },
  warmers: { name: 'Hot water bottles & warmers', parent: 'textiles' },
  cushions: { name: 'Cushions & throws', parent: 'textiles' },
  sewing: { name: 'Sewing & knitting', parent: 'textiles' },

  garden: { name: 'Garden' },
  'grow-and-tend': { name: 'Pots, tools & seeds', parent: 'garden' },
  'garden-decor': { name: 'Garden decor', parent: 'garden' },

  children: { name: 'Children' },
  toys: { name: 'Toys & games', parent: 'children' },
  'soft-toys': { name: 'Dolls & soft toys', parent: 'children' },
  'drawing-and-making': { name: 'Drawing & making', parent: 'children' },
  'childrens-table': { name: "Children's table", parent: 'children' },
  'money-boxes': { name: 'Money boxes', parent: 'children' },

  stationery: { name: 'Stationery & cards' },
  cards: { name: 'Cards & invitations', parent: 'stationery' },
  'gift-wrap': { name: 'Gift wrap & ribbon', parent: 'stationery' },
  'notebooks-and-pens': { name: 'Notebooks & pens', parent: 'stationery' },
  'stickers-and-magnets': { name: 'Stickers, magnets & stamps', parent: 'stationery' },

  party: { name: 'Party' },
  bunting: { name: 'Bunting, garlands & balloons', parent: 'party' },
  'party-table': { name: 'Party table', parent: 'party' },

  jewellery: { name: 'Jewellery & accessories' },
  necklaces: { name: 'Necklaces', parent: 'jewellery' },
  bracelets: { name: 'Bracelets', parent: 'jewellery' },
  earrings: { name: 'Earrings, rings & brooches', parent: 'jewellery' },
  hair: { name: 'Hair accessories', parent: 'jewellery' },
  'key-rings': { name: 'Key rings & charms', parent: 'jewellery' },
  rainwear: { name: 'Umbrellas & rainwear', parent: 'jewellery' },
  wear: { name: 'Scarves, slippers & fans', parent: 'jewellery' },

  bath: { name: 'Bath & wellbeing' },
  bathroom: { name: 'Bathroom', parent: 'bath' },
  'first-aid': { name: 'Tissues & first aid', parent: 'bath' },

  gifts: { name: 'Gifts & curiosities' },
} as const satisfies Record<string, { name: string; parent?: string }>;

export type Shelf = keyof typeof SHELVES;

export type Category = { slug: string; name: string; parent?: Category };

/** The category of a shelf, with those it lies in. */
export function categoryOf(shelf: Shelf): Category {
  const { name, parent } = SHELVES[shelf] as { name: string; parent?: Shelf };
  return parent ? { slug: shelf, name, parent: categoryOf(parent) } : { slug: shelf, name };
}
