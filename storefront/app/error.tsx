'use client';

import { Failure } from '../components/failure.tsx';

/** What is left for faults inside components (lib/shop-page.tsx answers all others); drawn in the browser. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return <Failure kind="broken" requestId={error.digest ?? ''} retryAt="/" />;
}
