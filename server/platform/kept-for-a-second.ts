/** As old as any answer of the shop may be, on any instance. */
const MAX_AGE_MS = 1_000;

/** Keeps what was read for a second; who asks meanwhile gets the same, also while it is still being read. A failure is not kept. */
export function keptForASecond<T>(read: () => Promise<T>): { get(): Promise<T>; forget(): void } {
  let kept: { value: Promise<T>; until: number } | null = null;
  return {
    get() {
      const now = performance.now();
      if (kept && now < kept.until) return kept.value;
      const fresh = { value: read(), until: now + MAX_AGE_MS };
      kept = fresh;
      fresh.value.catch(() => {
        if (kept === fresh) kept = null;
      });
      return fresh.value;
    },
    forget() {
      kept = null;
    },
  };
}
