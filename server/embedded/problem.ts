/** Something the person at the terminal can mend; printed as its one sentence, without a stack trace. */
export class SetupProblem extends Error {
  override name = 'SetupProblem';
}

/** Turns any failure into one sentence: known system faults say what to do, the rest keep their first line. */
export function sentenceOf(error: unknown): string {
  if (error instanceof SetupProblem) return error.message;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const path = (error as NodeJS.ErrnoException | null)?.path;
  if (code === 'ENOSPC') return 'The disk is full: free some space and start again; nothing that was saved is lost.';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `Not allowed to write ${path ?? 'to the project folder'}: make the folder writable for your user and start again.`;
  }
  if (code === 'EMFILE') return 'Too many open files: raise the limit with "ulimit -n 4096" and start again.';
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? text;
}
