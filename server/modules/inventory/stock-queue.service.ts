import { AsyncLocalStorage } from 'node:async_hooks';
import { unavailable } from '../../shared/errors.ts';

/**
 * A queue per product inside the process, entered before a transaction on its stock opens (design: §4). Without it,
 * buyers of one hot product make each other's transactions fail and retry; with it they take turns. It only saves
 * work: what keeps stock right is the guarded update, also between processes.
 */
type Ticket = { keys: readonly string[]; ahead: number; start: () => void };

/** For the operation that runs in a turn to tell; both are safe to call at any time, and often. */
export type Turn = {
  /** Lets the next one in before the turn ends: others see what was written. There only where somebody waits. */
  onVisible?: () => void;
  /** Another process was faster; answers after how many milliseconds to try again. */
  onConflict?: () => number;
};

const queues = new Map<string, Ticket[]>();
const held = new AsyncLocalStorage<ReadonlySet<string>>();

let limits = { maxWaiting: 500, deadlineMs: 15_000 };

/** Sets how many may wait for one product, and for how long. */
export function configureStockQueue(next: Partial<typeof limits>): void {
  limits = { ...limits, ...next };
}

/**
 * Runs `fn` when it is this caller's turn for all of these products. Tickets stand in all their queues from the same
 * instant, so the order of arrival is one and the same everywhere and no two callers can wait for each other.
 * A nested call goes straight on when the outer one already holds its products. Throws `busy` (503) when a queue is
 * full or the deadline passes; then nothing has been done.
 */
export async function withStockQueue<T>(productIds: Iterable<string>, fn: (turn: Turn) => Promise<T>): Promise<T> {
  const outer = held.getStore();
  const keys = [...new Set(productIds)].filter((id) => !outer?.has(id)).sort();
  if (keys.length === 0) return fn({});
  if (outer) throw new Error('Inside a stock queue only products that it already holds may be asked for');
  if (keys.some((key) => stockQueueLength(key) > limits.maxWaiting)) throw busy();

  const ticket = await waitForTurn(keys);
  try {
    return await held.run(new Set(keys), () => fn(turnOf(ticket)));
  } finally {
    leave(ticket);
  }
}

function turnOf(ticket: Ticket): Turn {
  let since = performance.now();
  const onConflict = () => {
    noteRivals(ticket.keys);
    const wait = usualMs * (0.4 + Math.random() / 2);
    since = performance.now() + wait;
    return wait;
  };
  const onVisible = () => {
    usualMs = 0.8 * usualMs + 0.2 * Math.min(performance.now() - since, LONGEST_USUAL_MS);
    leave(ticket);
  };
  const isAwaited = ticket.keys.some((key) => stockQueueLength(key) > 1);
  return isAwaited ? { onConflict, onVisible } : { onConflict };
}

/** How many hold or wait for a product here and now. */
export const stockQueueLength = (productId: string): number => queues.get(productId)?.length ?? 0;

function waitForTurn(keys: readonly string[]): Promise<Ticket> {
  return new Promise((resolve, reject) => {
    const ticket: Ticket = { keys, ahead: 0, start: () => {} };
    for (const key of keys) {
      const queue = queues.get(key);
      if (queue) {
        ticket.ahead += 1;
        queue.push(ticket);
      } else {
        queues.set(key, [ticket]);
      }
    }
    if (ticket.ahead === 0) return resolve(ticket);

    const timer = setTimeout(() => {
      leave(ticket);
      reject(busy());
    }, limits.deadlineMs);
    ticket.start = () => {
      clearTimeout(timer);
      resolve(ticket);
    };
  });
}

/** Steps out of every queue it still stands in; whoever thereby comes to the head of their last one starts. */
function leave(ticket: Ticket): void {
  for (const key of ticket.keys) {
    const queue = queues.get(key);
    const place = queue?.indexOf(ticket) ?? -1;
    if (!queue || place === -1) continue;
    queue.splice(place, 1);
    if (queue.length === 0) {
      queues.delete(key);
      rivals.delete(key);
    }
    if (place !== 0) continue;
    const next = queue[0];
    if (next && --next.ahead === 0) begin(next);
  }
}

/**
 * A product that another process wants too is let go of every few turns, a little longer than the others pause between two looks: whoever just
 * had it is always the first to take it again, and they would only find it by chance. The longer the queue here, the more turns: buyers come
 * to every process alike, so with equal shares the one that once fell behind would stay behind.
 */
const LEAST_TURNS = 2;
const TURNS_PER_WAITING = 1 / 4;
/** Long, since who always comes first meets nobody. */
const RIVALS_FOR_MS = 10_000;
const LONGEST_USUAL_MS = 100;
const rivals = new Map<string, { seenAt: number; ownSince: number }>();
/** How long a turn has been taking here, from its last conflict on; at first as long as on an idle machine, so that it looks often enough. */
let usualMs = 10;

function noteRivals(keys: readonly string[]): void {
  const now = performance.now();
  for (const key of keys) if (queues.has(key)) rivals.set(key, { seenAt: now, ownSince: now });
}

function begin(ticket: Ticket): void {
  const now = performance.now();
  const shared = ticket.keys.filter((key) => isOthersTurn(key, now));
  for (const key of shared) {
    const rival = rivals.get(key);
    if (rival) rival.ownSince = now;
  }
  if (shared.length > 0) setTimeout(ticket.start, 1.5 * usualMs);
  else ticket.start();
}

function isOthersTurn(key: string, now: number): boolean {
  const rival = rivals.get(key);
  if (!rival || now - rival.seenAt > RIVALS_FOR_MS) return false;
  const turns = Math.max(LEAST_TURNS, stockQueueLength(key) * TURNS_PER_WAITING);
  return now - rival.ownSince > turns * usualMs;
}

const busy = () => unavailable('busy', 'Many people want these goods at this moment. Try again in a few seconds.');
