/** The value that a share of the sorted values does not exceed: 0.5 for the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');

/** One promised figure: said in a line, and the process fails where it is missed. */
export function figure(what: string, value: number, { least, most }: { least?: number; most?: number }): void {
  const kept = (least === undefined || value >= least) && (most === undefined || value <= most);
  const shown = value >= 100 ? whole(value) : value.toFixed(value >= 10 ? 1 : 2);
  console.log(`${kept ? '✓' : '✗'} ${what}: ${shown} (promised: ${least === undefined ? `≤ ${most}` : `≥ ${least}`})`);
  if (!kept) process.exitCode = 1;
}

export type Turn = () => Promise<unknown>;

/**
 * Lets two contenders work in turns, so that whatever else the machine does meets both alike. Answers for each the milliseconds of one piece
 * of work in every turn; the first turns warm up and are left out.
 */
export async function inTurns<T extends string>(
  contenders: Record<T, Turn>,
  { rounds, warmUp, pieces }: { rounds: number; warmUp: number; pieces: number },
): Promise<Record<T, number[]>> {
  const names = Object.keys(contenders) as T[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<T, number[]>;
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const started = performance.now();
      await contenders[name]();
      if (round >= 0) times[name].push((performance.now() - started) / pieces);
    }
  }
  return times;
}
