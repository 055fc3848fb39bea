/** Goods that came or went, in milliseconds since 1970. `opening` marks what earlier imports booked as opening stock. */
export type Flow = { at: number; delta: number; opening?: boolean };

export type OpeningNeed = {
  /** What must have been there before the first flow that would otherwise take stock below zero; 0 for nothing. */
  shortage: number;
  /** When that was. */
  firstNeed: number;
  /** By how much all opening stock together is more than trade needed: an earlier file has shown where the goods came from. */
  surplus: number;
  /** The date of the latest opening movement, where a surplus is taken back. */
  lastOpening: number;
};

/**
 * Flows in the order of time. Within the same instant opening stock comes first, and of the others what goes out, so that no order of the files
 * can matter.
 */
export function inOrderOfTime(a: Flow, b: Flow): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.opening !== b.opening) return a.opening ? -1 : 1;
  return a.opening ? b.delta - a.delta : a.delta - b.delta;
}

/**
 * What the opening stock must be so that the balance never falls below zero at any time: the greatest depth of the running balance. `start` is what was
 * on hand before the first flow. The flows come in the order of time.
 */
export function openingNeed(flows: Iterable<Flow>, start = 0): OpeningNeed {
  let balance = start;
  let lowest = 0;
  let firstNeed = 0;
  let trade = start;
  let deepest = Math.min(0, start);
  let openings = 0;
  let lastOpening = 0;
  for (const { at, delta, opening } of flows) {
    balance += delta;
    if (balance < 0 && lowest === 0) firstNeed = at;
    lowest = Math.min(lowest, balance);
    if (opening) {
      openings += delta;
      lastOpening = Math.max(lastOpening, at);
    } else {
      trade += delta;
      deepest = Math.min(deepest, trade);
    }
  }
  const shortage = -lowest;
  return { shortage: shortage || 0, firstNeed, surplus: Math.max(0, openings + shortage + deepest), lastOpening };
}
