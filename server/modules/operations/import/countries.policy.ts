/** Names the shop's books use besides the ordinary ones. */
const BOOK_NAMES = [
  'bahrain',
  'channel islands',
  'czech republic',
  'eire',
  'european community',
  'hong kong',
  'korea',
  'rsa',
  'saudi arabia',
  'turkey',
  'uae',
  'uk',
  'unspecified',
  'usa',
  'west indies',
];

let known: Set<string> | undefined;

/** Is this the whole name of a country? Asked only of a line on which a file may have broken off. */
export function isCountryName(text: string): boolean {
  known ??= new Set([...BOOK_NAMES, ...regionNames()]);
  return known.has(text.toLowerCase());
}

function regionNames(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.flatMap((code) => names.of(code)?.toLowerCase() ?? []);
}
