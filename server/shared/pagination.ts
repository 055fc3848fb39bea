import { badRequest } from './errors.ts';

/** A cursor is opaque to its reader: the last row's sort values, as base64url of JSON. */
export function encodeCursor(position: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Reads a cursor that `encodeCursor` made; throws `bad_cursor`. The caller validates the values. */
export function decodeCursor(text: string): Record<string, unknown> {
  try {
    const position: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (position !== null && typeof position === 'object' && !Array.isArray(position)) {
      return position as Record<string, unknown>;
    }
  } catch {
    // falls through to the one error below
  }
  throw badRequest('bad_cursor', 'This cursor is not one of ours. Start again without it.');
}
