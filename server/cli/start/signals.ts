import { isAlive } from '../../embedded/process.ts';
import { say } from '../progress.cjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends this process in order when it is told to: on a signal, when the launcher is gone, or by the function it returns, with a
 * sentence on standard error and exit code 1. A terminal and npm each send Ctrl-C to everybody, so that it arrives twice.
 */
export function stopOnSignals(
  stop: () => Promise<void>,
  { farewell = 'Stopping; the data is kept …', code = 0 } = {},
): (sentence: string) => void {
  let ending = false;
  const finish = async (exitCode: number): Promise<void> => {
    await stop().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    process.exit(exitCode);
  };
  const onSignal = (): void => {
    if (ending) return;
    ending = true;
    say(`\n${farewell}`);
    void finish(code);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  watchLauncher(onSignal);
  return (sentence) => {
    if (ending) return;
    ending = true;
    say('');
    process.stderr.write(`${sentence}\n`);
    void finish(1);
  };
}

/** A launcher that was killed outright passes nothing on, whether it started this process itself or through others. */
function watchLauncher(onGone: () => void): void {
  const launcher = Number(process.env.COUNTERFOIL_LAUNCHER);
  if (!launcher) return;
  const isParent = launcher === process.ppid;
  const isGone = (): boolean => (isParent ? process.ppid !== launcher : !isAlive(launcher));
  setInterval(() => isGone() && onGone(), 1000).unref();
}
