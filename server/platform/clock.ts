export type Clock = { now(): Date };

const systemClock: Clock = { now: () => new Date() };
let current: Clock = systemClock;

/** The time as the product sees it. Tests and seeds set another clock; business code never asks the machine itself. */
export const clock: Clock = { now: () => current.now() };

/** Sets the process's clock; without an argument it runs on the machine's again. */
export function setClock(next: Clock = systemClock): void {
  current = next;
}

/** A clock that stands still until it is moved. */
export function fixedClock(start: Date): Clock & { set(to: Date): void; advance(milliseconds: number): void } {
  let at = start;
  return {
    now: () => new Date(at),
    set: (to) => {
      at = to;
    },
    advance: (milliseconds) => {
      at = new Date(at.getTime() + milliseconds);
    },
  };
}
