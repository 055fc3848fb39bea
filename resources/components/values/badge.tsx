import React from 'react';
import type { Tone } from '../lib/state.ts';

/** A state in a word, with a colour that is never the only thing that tells it. */
export function Badge({
  tone = 'quiet',
  children,
}: {
  tone?: Tone | undefined;
  children: React.ReactNode;
}): React.ReactElement {
  return <span className={`cf-badge is-${tone}`}>{children}</span>;
}
