/**
 * What serve.ts puts into the shop for the tests, beside the demo shop. A test changes only what is named after it, so that tests don't meet;
 * what several tests read, none changes.
 */
export const goods = {
  shelf: { name: 'Test Bench', slug: 'test-bench' },
  priced: { sku: 'E2E-PRICE', name: 'Brass Bell For Pricing', price: 1250, stock: 40 },
  contested: { sku: 'E2E-TWO', name: 'Tin Drum For Two Editors', price: 800, stock: 40 },
  guarded: { sku: 'E2E-ROLES', name: 'Oak Box Nobody May Touch', price: 2400, stock: 40 },
  pictured: { sku: 'E2E-PICTURES', name: 'Paper Kite With Pictures', price: 650, stock: 40 },
  counted: { sku: 'E2E-STOCK', name: 'Glass Jar To Count', price: 300, stock: 10 },
  delivered: { sku: 'E2E-DELIVERED', name: 'Slate Tray By The Crate', price: 700, stock: 0 },
  shelved: { sku: 'E2E-SHELVED', name: 'Clay Pot On The Shelf', price: 500, stock: 6 },
  carded: { sku: 'E2E-CARD', name: 'Wax Seal With A Card', price: 150, stock: 9 },
  weighed: { sku: 'E2E-WEIGHED', name: 'Brass Nails By Weight', price: 900, stock: 0, uom: 'kg' },
  keyed: { sku: 'E2E-KEYS', name: 'Iron Key By Keyboard', price: 990, stock: 40 },
  shown: { sku: 'E2E-SHOWN', name: 'Felt Star Seen In The Shop', price: 475, stock: 40 },
  low: { sku: 'E2E-LOW', name: 'Last Wooden Whistle', price: 325, stock: 3 },
  soldOut: { sku: 'E2E-GONE', name: 'Velvet Cushion All Gone', price: 1800, stock: 0 },
  awaited: {
    sku: 'E2E-AWAITED',
    name: 'Walnut Clock Long Awaited',
    slug: 'walnut-clock-long-awaited',
    price: 3900,
    stock: 0,
  },
  neverBack: {
    sku: 'E2E-NEVER',
    name: 'Porcelain Owl Not Back Yet',
    slug: 'porcelain-owl-not-back-yet',
    price: 2100,
    stock: 0,
  },
  ordered: { sku: 'E2E-ORDERS', name: 'Ribbon Spool In Orders', price: 200, stock: 500 },
  picked: { sku: 'E2E-PICK-A', name: 'Candle From A High Shelf', price: 450, stock: 60, shelf: 'A-10' },
  pickedToo: { sku: 'E2E-PICK-B', name: 'Basket From A Low Shelf', price: 1150, stock: 60, shelf: 'A-2' },
  bought: { sku: 'E2E-BUY', name: 'Copper Kettle To Buy', slug: 'copper-kettle-to-buy', price: 1650, stock: 200 },
  lastOne: { sku: 'E2E-LAST', name: 'Only Music Box Left', slug: 'only-music-box-left', price: 2750, stock: 1 },
  toured: { sku: 'E2E-TOUR', name: 'Hanging Star Lantern', price: 1295, stock: 60 },
} as const;

/** Guests by whose e-mail address their order is found. */
export const buyers = {
  toPack: 'pack@guests.counterfoil.test',
  longList: 'long@guests.counterfoil.test',
  toShip: 'ship@guests.counterfoil.test',
  toCancel: 'cancel@guests.counterfoil.test',
  toLeaveAlone: 'leave@guests.counterfoil.test',
  toNote: 'note@guests.counterfoil.test',
  toChange: 'change@guests.counterfoil.test',
  toReturn: 'return@guests.counterfoil.test',
  /** Has the goods, and has not asked yet. */
  toSendBack: 'sendback@guests.counterfoil.test',
} as const;

/** What the buyer `toReturn` wants to send back, and why. */
export const returned = { quantity: 1, reason: 'The ribbon has a tear in the middle.' } as const;
