import type { ReactNode } from 'react';

/** A remark at the top of a page about what was just done, or could not be. */
export function Say({ kind, children }: { kind: 'done' | 'problem'; children: ReactNode }) {
  return (
    <p className={`say say-${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}
