import type { Outcomes } from './stage.ts';

/** Draws one scene: on a terminal while it plays, and everywhere as two lines once it is over. */
export type Curtain = {
  sample(available: number, outcomes: Outcomes): void;
  fall(sentences: readonly { sentence: string; asPromised: boolean }[]): void;
};

const WIDTH = 40;
const LEVELS = '▁▂▃▄▅▆▇█';

/** Opens the curtain on a scene. */
export function drawing(title: string, write: (text: string) => void): Curtain {
  const live = Boolean(process.stdout.isTTY) && process.env['CI'] !== 'true';
  const started = Date.now();
  const stock: number[] = [];
  const refusals: number[] = [];
  write(`\n${title}\n`);
  return {
    sample(available, outcomes) {
      const refused = refusedIn(outcomes);
      stock.push(available);
      refusals.push(refused);
      if (!live) return;
      const most = Math.max(...stock, 1);
      const bar = '█'.repeat(Math.round((available / most) * WIDTH)).padEnd(WIDTH, '░');
      write(`\r\u001b[K  stock ${bar} ${available}   done ${outcomes['done'] ?? 0}   refused ${refused}`);
    },
    fall(sentences) {
      if (live) write('\r\u001b[K');
      if (stock.length > 0) {
        write(`  stock    ${curve(stock)}  ${stock[0]} → ${stock.at(-1)}\n`);
        write(`  refused  ${curve(refusals)}  ${refusals[0]} → ${refusals.at(-1)}\n`);
      }
      for (const { sentence, asPromised } of sentences) write(`  ${asPromised ? '✓' : '✗'} ${sentence}\n`);
      write(`  ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
    },
  };
}

const refusedIn = (outcomes: Outcomes): number =>
  Object.entries(outcomes).reduce((sum, [ended, count]) => (ended === 'done' ? sum : sum + count), 0);

/** A figure over time, as a row of blocks: `curve([3, 2, 0])` falls from full to the ground. */
export function curve(values: readonly number[], width = WIDTH): string {
  const most = Math.max(...values, 1);
  return Array.from({ length: width }, (_, column) => {
    const value = values[Math.round((column / Math.max(width - 1, 1)) * (values.length - 1))] ?? 0;
    return LEVELS[Math.round((value / most) * (LEVELS.length - 1))];
  }).join('');
}
