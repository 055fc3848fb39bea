/** Goods that came or went, in milliseconds since 1970. `opening` marks what earlier imports booked as opening stock. */
export type Flow = { at: number; delta: number; opening?: boolean };

export type OpeningNeed = {
  /** What must have been there beyond the opening stock booked so far; 0 for nothing. */
  topUp: number;
  /** The first flow that needs it: the top-up belongs before that. */
  firstNeed: number;
  /** By how much the opening stock is then more than trade needs: another file has shown where the goods came from. */
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
 * What has to be booked so that all opening stock together is exactly the greatest depth of the running balance of everything else, and the balance
 * with it is at no time below zero. `start` is what was on hand before the first flow. The flows come in the order of time and are gone through twice.
 */
export function openingNeed(flows: readonly Flow[], start = 0): OpeningNeed {
  const openings = flows.reduce((sum, { opening, delta }) => (opening ? sum + delta : sum), 0);
  let [balance, trade] = [start, start];
  let [lowest, deepest] = [Math.min(0, start), Math.min(0, start)];
  let [firstNeed, lastOpening] = [0, 0];
  for (const { at, delta, opening } of flows) {
    balance += delta;
    if (opening) lastOpening = Math.max(lastOpening, at);
    else trade += delta;
    // Below zero on that day, or only kept above it by goods that a correction of the opening stock has taken away again.
    if (firstNeed === 0 && (balance < 0 || trade + openings < 0)) firstNeed = at;
    lowest = Math.min(lowest, balance);
    deepest = Math.min(deepest, trade);
  }
  const topUp = Math.max(-lowest, -deepest - openings, 0);
  return { topUp, firstNeed, surplus: openings + topUp + deepest, lastOpening };
}
