/** How long a person waits for the end; then the work goes on by itself, and its page tells how far it is. */
const PATIENCE = 8_000;

/** Waits for a long piece of work as long as a person would, and answers the message that fits: through, partly, or going on. */
export async function soon(work: Promise<{ failed: unknown[] }> | null, verb: string): Promise<{ message: string }> {
  if (!work) return { message: `${verb}Done` };
  const ended = work.then(({ failed }) => (failed.length > 0 ? `${verb}PartlyDone` : `${verb}Done`));
  // Whatever stops it later is in the journal.
  ended.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const goesOn = new Promise<string>((later) => {
    timer = setTimeout(later, PATIENCE, 'goesOnDone');
  });
  try {
    return { message: await Promise.race([ended, goesOn]) };
  } finally {
    clearTimeout(timer);
  }
}
