// AdminJS publishes this entry point without its types.
declare module 'adminjs/bundler' {
  import type { AdminJS } from 'adminjs';
  export const componentsBundler: { createEntry(entry: { content: string }): Promise<void>; build(): Promise<void> };
  export function generateUserComponentEntry(admin: AdminJS, folder: string): string;
}
