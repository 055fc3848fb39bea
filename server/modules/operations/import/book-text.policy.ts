/** What staff wrote into the description when they booked stock up or down. Checked only where no priced sale says otherwise. */
const NOTE_WORDS = new RegExp(
  [
    'damage',
    'dagamed',
    'lost',
    'missing',
    'found',
    'check',
    'thrown',
    'throw away',
    'unsale?able',
    'destroy',
    'wrong',
    'incorrect',
    'adjust',
    'amazon',
    'ebay',
    'dotcom',
    '\\bfba\\b',
    'mix(?:ed)? up',
    'sold as',
    'sold (?:in|with|individually)',
    '\\bwet\\b',
    'rust',
    'crush',
    'broken',
    'smash',
    'faulty',
    'mould',
    'mouldy',
    'counted',
    'return',
    'credit',
    'barcode',
    '\\bcoded?\\b',
    'oops',
    '\\bmia\\b',
    'error',
    '\\btest\\b',
    '^samples?\\b',
    'mailout',
    'given away',
    'put (?:aside|back)',
    "can'?t",
    'website',
    '\\btemp\\b',
    'historic comp',
    'labelled',
    'label mix',
    'cracked',
    'on cargo',
    'push order',
    'allocate',
    'stock',
    '^reverse',
    'show.?samples?',
    'mystery',
    'display\\?',
    'john lewis$',
  ].join('|'),
  'i',
);

/**
 * Is this description a name of goods? `priced` tells that the row sold them for money: staff write their notes ("?", "damages", "20713 wrongly
 * marked") on rows without a price, in small letters, while the book's names are in capitals.
 */
export function isGoodsName(text: string, priced: boolean): boolean {
  const letters = text.match(/[A-Za-z]/g)?.length ?? 0;
  if (letters < 3) return false;
  if (priced) return true;
  const capitals = text.match(/[A-Z]/g)?.length ?? 0;
  return capitals >= letters * 0.7 && /\S\s+\S/.test(text) && !text.endsWith('?') && !NOTE_WORDS.test(text);
}

const SMALL_WORDS = new Set([
  'a',
  'an',
  'and',
  'as',
  'at',
  'by',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
]);
const CAPITALS = new Set([
  'BBQ',
  'CD',
  'CDS',
  'DIY',
  'DVD',
  'EU',
  'FSC',
  'GB',
  'I',
  'II',
  'III',
  'IV',
  'LED',
  'MDF',
  'NYC',
  'PVC',
  'TV',
  'UFO',
  'UK',
  'USA',
  'USB',
  'XL',
  'XXL',
]);
/** Cut short in the books, and not to be shown to shoppers like that. */
const SPELT_OUT = new Map([['ASS', 'Assorted']]);
const UNITS = new Set(['CM', 'MM', 'ML', 'KG', 'PC', 'PCS']);

/** The book's capitals in title case: `SET/6 RED T-LIGHTS W'OUT "HOME", 3D 45CM` → `Set/6 Red T-Lights W'out "Home", 3D 45cm`. */
export function titleCase(text: string): string {
  const tidy = tidied(text);
  let first = true;
  return tidy.replace(/(?:[A-Za-z]\.){2,}|[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*['’]?/gu, (word, offset: number) => {
    const opens = first;
    first = false;
    return wordInTitle(word, opens, tidy, offset);
  });
}

function wordInTitle(word: string, opens: boolean, text: string, offset: number): string {
  const upper = word.toUpperCase();
  const before = text[offset - 1] ?? '';
  const after = text[offset + word.length] ?? '';
  if (word.includes('.')) return upper;
  if (/^\d/.test(word)) return numberInTitle(word);
  if (CAPITALS.has(upper)) return upper === 'CDS' ? 'CDs' : upper;
  if (/^[A-Z]\d+[A-Z]?$/.test(upper)) return upper;
  const spelt = SPELT_OUT.get(upper);
  if (spelt) return spelt;
  if (UNITS.has(upper) && /\d\s$/.test(text.slice(0, offset))) return upper.toLowerCase();
  const alone = before === ' ' && (after === ' ' || after === '');
  const lower = word.toLowerCase();
  if (!opens && alone && SMALL_WORDS.has(lower) && !/[.:(]\s?$/.test(text.slice(0, offset))) return lower;
  const particle = /^([dlo])(['’])(\p{L}{3,})$/u.exec(lower);
  if (particle) return `${particle[1]!.toUpperCase()}${particle[2]}${capitalised(particle[3]!)}`;
  return capitalised(lower);
}

/** `3D`, `12V`, `2XL` stay; `45CM`, `2ND`, `50'S`, `4X6` are written small. */
function numberInTitle(word: string): string {
  if (/^\d+(?:D|V|W|XL)$/i.test(word)) return word.toUpperCase();
  return word.toLowerCase();
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The text without the blanks that the book has around and doubled within it. */
export const tidied = (text: string): string => text.trim().replace(/\s+/g, ' ');
