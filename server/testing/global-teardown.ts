import { rmSync } from 'node:fs';
import type { TestParts } from './global-setup.ts';

/** Stops what global-setup.ts started and removes its data. */
export default async function stopTestParts(): Promise<void> {
  const parts = (globalThis as { testParts?: TestParts }).testParts;
  await Promise.all((parts?.children ?? []).map((child) => child.stop()));
  if (parts?.folder) rmSync(parts.folder, { recursive: true, force: true });
}
