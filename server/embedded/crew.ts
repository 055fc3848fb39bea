import type { Child, Exit, OnLaunch } from './child.ts';

export type Crew = {
  /** Given to everything that starts a process, so that the crew knows it from its first moment. */
  join: OnLaunch;
  /** Called when a member ends that nobody stopped. */
  watch: (onDeath: (child: Child, exit: Exit) => void) => void;
  /** Stops every member, the last started first; safe to call twice, and final: whoever joins later is stopped too. */
  stop: () => Promise<void>;
};

/** The processes that belong together and end together. */
export function newCrew(): Crew {
  const members: Child[] = [];
  let stopping: Promise<void> | null = null;

  async function stopAll(): Promise<void> {
    for (let child = members.pop(); child; child = members.pop()) await child.stop();
  }

  return {
    join: (child) => {
      if (stopping) void child.stop();
      members.push(child);
      void child.exited.then(() => {
        const index = members.indexOf(child);
        if (index < 0 || stopping) return;
        members.splice(index, 1);
        // It may have left processes of its own behind.
        void child.stop();
      });
    },
    watch: (onDeath) => {
      for (const child of members) void child.exited.then((exit) => !stopping && onDeath(child, exit));
    },
    stop: () => {
      stopping ??= stopAll();
      return stopping;
    },
  };
}
