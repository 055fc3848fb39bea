import type { Shortage } from './types.ts';

type ProblemParts = {
  status: number;
  code: string;
  detail: string;
  fields: Record<string, string>;
  requestId: string;
  shortages: Shortage[];
};

/** The server answered, and the answer is no (RFC 9457 problem). `code` is stable and what callers decide by. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string>;
  readonly requestId: string;
  readonly shortages: Shortage[];

  constructor(problem: ProblemParts) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.fields = problem.fields;
    this.requestId = problem.requestId;
    this.shortages = problem.shortages;
  }
}

/** The server could not be reached, was too slow, or something else answered in its place. */
export class ApiUnavailable extends Error {
  constructor(why: string, cause?: unknown) {
    super(why, { cause });
    this.name = 'ApiUnavailable';
  }
}

/** Whether it may have been carried out all the same: the answer was lost, or something broke half-way. What is refused was not. */
export const leavesDoubt = (error: unknown): boolean =>
  error instanceof ApiProblem ? error.status >= 500 && error.code !== 'busy' : error !== null;

export const isNotFound = (error: unknown): boolean => error instanceof ApiProblem && error.status === 404;
