import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

/** The last line a program has written, for the progress display; empty where there is none. */
export function lastLineOf(file: string): string {
  if (!existsSync(file)) return '';
  const lines = readFileSync(file, 'utf8').split(/[\r\n]+/);
  return lines.findLast((line) => line.trim())?.trim() ?? '';
}

/** Shows what is added to a log from now on, each line after the name of its program. */
export function followLog(name: string, file: string): void {
  let position = existsSync(file) ? statSync(file).size : 0;
  const show = (): void => {
    const size = existsSync(file) ? statSync(file).size : 0;
    if (size <= position) return;
    const buffer = Buffer.alloc(size - position);
    const handle = openSync(file, 'r');
    position += readSync(handle, buffer, 0, buffer.length, position);
    closeSync(handle);
    for (const line of buffer.toString().trimEnd().split('\n')) process.stdout.write(`${name} │ ${line}\n`);
  };
  setInterval(show, 300).unref();
}
