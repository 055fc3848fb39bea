import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Ends what a killed orchestrator leaves behind. The guard is a shell that holds the ids of the running process groups and reads from a pipe; when the
 * pipe closes, whatever the reason, it ends the groups that were not taken off its list.
 */
const SCRIPT = `
trap '' INT TERM HUP
groups=' '
while read -r change group; do
  case $change in
    add) groups="$groups$group " ;;
    drop) rest=' '; for one in $groups; do [ "$one" = "$group" ] || rest="$rest$one "; done; groups=$rest ;;
  esac
done
for one in $groups; do kill -s TERM -- "-$one" 2>/dev/null; done
for second in 1 2 3 4 5; do
  left=
  for one in $groups; do kill -s 0 -- "-$one" 2>/dev/null && left=yes; done
  [ -z "$left" ] && exit 0
  sleep 1
done
for one in $groups; do kill -s KILL -- "-$one" 2>/dev/null; done
`;

let guard: ChildProcess | null = null;

/** Puts a process group under the guard of this process. */
export function guardGroup(leader: number): void {
  tell(`add ${leader}`);
}

/** Takes a process group that has ended off the guard's list, since its id may be given to another program. */
export function releaseGroup(leader: number): void {
  tell(`drop ${leader}`);
}

function tell(line: string): void {
  guard ??= startGuard();
  guard.stdin?.write(`${line}\n`);
}

function startGuard(): ChildProcess {
  const shell = spawn('sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' });
  // Losing the guard loses a safety net and nothing else.
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  return shell;
}
