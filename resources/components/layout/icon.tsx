import React from 'react';
import * as Feather from 'react-feather';

type FeatherIcon = React.ComponentType<{ size?: number; 'aria-hidden'?: boolean; focusable?: string }>;

/** A decorative icon by its Feather name; nothing where there is none of that name. */
export function Icon({ name, size = 18 }: { name: string; size?: number }): React.ReactElement | null {
  const Drawn = (Feather as unknown as Record<string, FeatherIcon | undefined>)[name];
  return Drawn ? <Drawn size={size} aria-hidden focusable="false" /> : null;
}
