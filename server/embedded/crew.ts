import type { Child, Exit, OnLaunch } from './child.ts';

export type Crew = {
  /** Given to everything that starts a process, so that the crew knows it from its first moment. */
  join: OnLaunch;
  /** Whoever joins from now on depends on those before, and is stopped before them. */
  nextWave: () => void;
  /** Called when a member ends that nobody stopped. */
  watch: (onDeath: (child: Child, exit: Exit) => void) => void;
  /** Stops every member, the last wave first; safe to call twice, and final: whoever joins later is stopped too. */
  stop: () => Promise<void>;
};

/** The processes that belong together and end together. */
export function newCrew(): Crew {
  const waves: Set<Child>[] = [new Set()];
  let stopping: Promise<void> | null = null;

  async function stopAll(): Promise<void> {
    for (const wave of waves.toReversed()) await Promise.all([...wave].map((child) => child.stop()));
  }

  return {
    join: (child) => {
      const wave = waves.at(-1) as Set<Child>;
      wave.add(child);
      if (stopping) void child.stop();
      void child.exited.then(() => {
        if (stopping) return;
        wave.delete(child);
        // It may have left processes of its own behind.
        void child.stop();
      });
    },
    nextWave: () => void waves.push(new Set()),
    watch: (onDeath) => {
      for (const child of waves.flatMap((wave) => [...wave]))
        void child.exited.then((exit) => !stopping && onDeath(child, exit));
    },
    stop: () => {
      stopping ??= stopAll();
      return stopping;
    },
  };
}
