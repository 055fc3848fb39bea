'use client';

import { usePathname } from 'next/navigation';
import { paths } from '../lib/paths.ts';

/** Leads to the server's sign-in and back to the page one came from. Leaves the app, hence no Link. */
export function SignInLink({ text }: { text: string }) {
  return (
    <a className="account-link" href={paths.signIn(usePathname())} rel="nofollow">
      {text}
    </a>
  );
}
