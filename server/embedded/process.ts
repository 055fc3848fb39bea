import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process with this id exists (a zombie or one of another user counts). */
export function isAlive(pid: number): boolean {
  return answersSignal(pid);
}

/** Ends a process group: TERM, time to finish, then KILL for whatever is left of it. */
export async function endGroup(leader: number, graceMs: number): Promise<void> {
  if (!signalGroup(leader, 'SIGTERM')) return;
  const deadline = performance.now() + graceMs;
  while (performance.now() < deadline) {
    if (!answersSignal(-leader)) return;
    await sleep(25);
  }
  signalGroup(leader, 'SIGKILL');
  // A killed process answers until its parent has collected it.
  for (let tries = 0; tries < 200 && answersSignal(-leader); tries += 1) await sleep(25);
}

function signalGroup(leader: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}

function answersSignal(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
