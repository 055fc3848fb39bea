import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import { Failure, type FailureKind } from '../components/failure.tsx';
import { ApiProblem, ApiUnavailable } from './api/errors.ts';
import { setAnswerStatus } from './http/answer.ts';
import { texts } from './texts.ts';

/** Thrown by a page that has nothing to show at its address, with what to show instead. */
export class Missing extends Error {
  readonly title: string;
  readonly instead: ReactNode;

  constructor(title: string, instead?: ReactNode) {
    super(title);
    this.title = title;
    this.instead = instead;
  }
}

/**
 * Makes a page of a function that may fail. Next's own error pages are drawn by script and say 500 or, where 404 is
 * meant, nothing; these are whole documents with the right status. A page therefore asks for all its data itself,
 * before it returns: what throws later, inside a component, is out of reach here.
 */
export function shopPage<Props>(render: (props: Props) => Promise<ReactNode>) {
  return async (props: Props): Promise<ReactNode> => {
    try {
      return await render(props);
    } catch (error) {
      unstable_rethrow(error);
      return failed(error);
    }
  };
}

/** The head of such a page: where the page shows a failure or nothing, so does its title, and no engine keeps it. */
export function shopMetadata<Props>(describe: (props: Props) => Promise<Metadata>) {
  return async (props: Props): Promise<Metadata> => {
    try {
      return await describe(props);
    } catch (error) {
      unstable_rethrow(error);
      const title = error instanceof Missing ? error.title : texts.errors[kindOf(error).kind].title;
      return { title, robots: { index: false } };
    }
  };
}

async function failed(error: unknown): Promise<ReactNode> {
  const requestHeaders = await headers();
  const requestId = requestHeaders.get('x-request-id');
  const retryAt = requestHeaders.get('x-counterfoil-path') ?? '/';
  if (error instanceof Missing) {
    setAnswerStatus(requestId, 404);
    return error.instead;
  }
  const { kind, status } = kindOf(error);
  // A server that is away needs no stack trace for each request.
  const detail = kind === 'broken' ? error : String(error);
  if (kind !== 'signIn') console.error(`Request ${requestId} was answered with ${status}:`, detail);
  setAnswerStatus(requestId, status);
  return <Failure kind={kind} requestId={requestId ?? ''} retryAt={retryAt} />;
}

function kindOf(error: unknown): { kind: FailureKind; status: number } {
  if (error instanceof ApiUnavailable) return { kind: 'unavailable', status: 503 };
  if (error instanceof ApiProblem && error.status === 401) return { kind: 'signIn', status: 401 };
  if (error instanceof ApiProblem && error.status === 429) return { kind: 'busy', status: 429 };
  return { kind: 'broken', status: 500 };
}
