import Link from 'next/link';
import { paths } from '../lib/paths.ts';
import { texts } from '../lib/texts.ts';
import { Notice } from './notice.tsx';

export type FailureKind = 'unavailable' | 'busy' | 'broken' | 'signIn';

type Props = { kind: FailureKind; requestId: string; retryAt: string };

/** Says in plain words that the page could not be made. */
export function Failure({ kind, requestId, retryAt }: Props) {
  const { heading, text } = texts.errors[kind];
  return (
    <Notice
      heading={heading}
      text={text}
      reference={kind === 'broken' && requestId ? texts.errors.reference(requestId) : undefined}
    >
      <a className="button" href={kind === 'signIn' ? paths.signIn(retryAt) : retryAt}>
        {kind === 'signIn' ? texts.header.signIn : texts.errors.again}
      </a>
      {kind === 'signIn' && (
        <Link className="button button-quiet" href={paths.findOrder} prefetch={false}>
          {texts.lookUp.title}
        </Link>
      )}
      <Link className="button button-quiet" href={paths.home} prefetch={false}>
        {texts.errors.toHome}
      </Link>
    </Notice>
  );
}
