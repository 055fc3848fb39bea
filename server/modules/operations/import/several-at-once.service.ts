/** Something to be worked on, and what it needs for itself meanwhile. */
export type Turn<T> = {
  item: T;
  needs: readonly string[];
  /** It only takes from what it needs, so that its place among others of that kind does not matter. */
  onlyTakes: boolean;
};

/**
 * Works on up to `limit` items at a time, never on two that need the same. Whoever has to wait is overtaken by those that need other things, and by those
 * with which the order does not matter. After a failure nothing is begun any more; what runs comes to its end before the failure is thrown.
 */
export async function severalAtOnce<T>(
  turns: readonly Turn<T>[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...turns];
  const busy = new Set<string>();
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  while (failures.length === 0 && (waiting.length > 0 || running.size > 0)) {
    const next = running.size < limit ? takeNext(waiting, busy) : undefined;
    if (!next) {
      await Promise.race(running);
      continue;
    }
    for (const need of next.needs) busy.add(need);
    const task: Promise<void> = work(next.item)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => {
        for (const need of next.needs) busy.delete(need);
        running.delete(task);
      });
    running.add(task);
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}

/** Takes the first one out that may begin now. */
function takeNext<T>(waiting: Turn<T>[], busy: ReadonlySet<string>): Turn<T> | undefined {
  const kept = new Set<string>();
  const taken = new Set<string>();
  for (const [place, turn] of waiting.entries()) {
    const clashes = turn.needs.some((need) => busy.has(need) || kept.has(need) || (!turn.onlyTakes && taken.has(need)));
    if (!clashes) return waiting.splice(place, 1)[0];
    const before = turn.onlyTakes ? taken : kept;
    for (const need of turn.needs) before.add(need);
  }
  return undefined;
}
