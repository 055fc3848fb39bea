import { motifFor } from './motif-rules.ts';
import { readName } from './words.ts';

/** What decides whether one picture can stand for two goods: the thing, what is on it (a dinosaur, roses), its first colour, its pattern. */
export type PictureKind = { motif: string; theme: string | null; colour: string | null; print: string | null };

/** The kind of picture that shows what a name says. */
export function kindOf(name: string): PictureKind {
  const { colours, emblems, print } = readName(name);
  return { motif: motifFor(name), theme: emblems[0] ?? null, colour: colours[0] ?? null, print };
}

/**
 * Whether a picture shows what was asked for: the same thing, in the colour of the name if it says one, and nothing on it that the name does
 * not speak of. A plain mug stands for any mug, a mug with a dinosaur only for those.
 */
export const suits = (picture: PictureKind, wanted: PictureKind): boolean =>
  picture.motif === wanted.motif &&
  (picture.theme === null || picture.theme === wanted.theme) &&
  (wanted.colour === null || picture.colour === wanted.colour);

/** Of the pictures that suit, the one that comes nearest: one with the same on it before one in the same colour and pattern. */
export function nearest<P extends PictureKind>(pictures: readonly P[], wanted: PictureKind): P | undefined {
  const nearness = (picture: P) =>
    Number(picture.colour === wanted.colour) * 2 + Number(picture.print === wanted.print);
  const suiting = pictures.filter((picture) => suits(picture, wanted));
  return suiting.toSorted((a, b) => nearness(b) - nearness(a))[0];
}
