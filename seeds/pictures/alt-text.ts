const SHORT: readonly [RegExp, string][] = [
  [/\bHLDR\b/g, 'holder'],
  [/\bANT\b/g, 'antique'],
  [/\bASS(?:TD|ORTED)?\b/g, 'assorted'],
  [/\bCOL\b/g, 'colour'],
  [/\b(?:SET|S)\s*\/\s*(\d+)\b/g, 'set of $1'],
  [/\bSET OF(\d)/g, 'set of $1'],
  [/\bPACK\/(\d+)\b/g, 'pack of $1'],
  [/\bB'FLY\b/g, 'butterfly'],
  [/\bC\/COVER\b/g, 'cushion cover'],
  [/\bDEC\b/g, 'decoration'],
  [/\bW\b/g, 'with'],
  [/\s*[+&]\s*/g, ' and '],
];
const NAMES =
  /\b(london|paris|tokyo|christmas|suki|charlotte|lola|olivia|molly|emily|charlie|poppy|union jack|union flag|santa|new england|england|english|french|scandinavian|victorian|edwardian|regency|noel|easter|japan|i)\b/g;

/** What a picture shows, in plain words for those who can't see it: "White metal lantern, drawn". */
export function altText(name: string): string {
  let text = name.toUpperCase().replace(/\s+/g, ' ').trim();
  for (const [pattern, words] of SHORT) text = text.replace(pattern, words.toUpperCase());
  text = text
    .toLowerCase()
    .replace(/[.,\s]+$/, '')
    .replace(/(\w)\s*\/\s*(\w)/g, '$1 and $2')
    .replace(/\bled\b/g, 'LED')
    .replace(/\btv\b/g, 'TV')
    .replace(NAMES, (word) => word.replace(/(^|\s)\w/g, (letter) => letter.toUpperCase()));
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}, drawn`;
}
