/** Letters that Unicode does not take apart into a base letter and an accent. */
const FOLDED: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', þ: 'th', ð: 'd' };
const SPECIAL = new RegExp(`[${Object.keys(FOLDED).join('')}]`, 'g');

/** Text without case and accents: `Crème Brûlée` → `creme brulee`. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(SPECIAL, (letter) => FOLDED[letter] ?? letter);

/** The different words of some texts, folded, in the order of their first use. An apostrophe joins: `doctor's` is `doctors`. */
export function wordsOf(...texts: string[]): string[] {
  const words = texts.flatMap((text) =>
    foldText(text)
      .replace(/['’]/g, '')
      .split(/[^\p{L}\p{N}]+/u),
  );
  return [...new Set(words.filter(Boolean))];
}

/** The beginning of a web address: `Set of 3 Tea-Lights` → `set-of-3-tea-lights`; never empty. */
export function slugOf(text: string): string {
  const slug = wordsOf(text).length > 0 ? foldText(text).replace(/['’]/g, '') : 'item';
  const dashed = slug.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return dashed.slice(0, 80).replace(/-+$/, '') || 'item';
}

/** What comes right after every text that begins with this prefix, for a range over an index. */
export const afterPrefix = (prefix: string): string => `${prefix}\u{10ffff}`;

/** Some text of a list begins so, as a condition of a query. */
export const someBeginsWith = (prefix: string) => ({ $elemMatch: { $gte: prefix, $lt: afterPrefix(prefix) } });
