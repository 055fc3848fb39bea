import { AsyncLocalStorage } from 'node:async_hooks';
import { unavailable } from '../../shared/errors.ts';

/**
 * A queue per product inside the process, entered before a transaction on its stock opens (design: §4). Without it,
 * buyers of one hot product make each other's transactions fail and retry; with it they take turns. It only saves
 * work: what keeps stock right is the guarded update, also between processes.
 */
type Ticket = {
  keys: string[];
  /** In how many of its queues somebody stands before it. */
  ahead: number;
  start: () => void;
  sharing?: Sharing;
  takeAlong: () => void;
};

/** Of a ticket whose work may be done in the turn of another one who wants the same. */
type Sharing = { doAll: unknown; shared: unknown; reject: (reason: unknown) => void };

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

  const ticket = ticketFor(keys);
  await waitForTurn(ticket);
  return inTurn(ticket, fn);
}

async function inTurn<T>(ticket: Ticket, fn: (turn: Turn) => Promise<T>): Promise<T> {
  try {
    return await held.run(new Set(ticket.keys), () => fn(turnOf(ticket)));
  } finally {
    leave(ticket);
  }
}

/** A piece of work that may share a turn, and how to answer who brought it: at any time, also after the turn. */
export type Shared<P, R> = { piece: P; resolve: (result: R | Promise<R>) => void };
/** Does several pieces of work in one turn, which is over when it has ended; answers all of them. */
export type DoAll<P, R> = (shared: Shared<P, R>[], turn: Turn) => Promise<void>;

/** More would make the first ones wait for the last. */
const MOST_TOGETHER = 16;
/** A transaction on more products would be in more people's way. */
const MOST_PRODUCTS_TOGETHER = 50;

/**
 * As `withStockQueue`, for work that can be done together: whoever's turn it is takes those along who come with the same `doAll` and have
 * nobody else before them in any of their queues. Not to be called in somebody's turn.
 */
export async function shareStockTurn<P, R>(productIds: Iterable<string>, piece: P, doAll: DoAll<P, R>): Promise<R> {
  if (held.getStore()) throw new Error('Inside a stock queue nobody waits for another turn');
  const { promise, resolve, reject } = Promise.withResolvers<R>();
  const sharing: Sharing = { doAll, shared: { piece, resolve }, reject };
  const ticket = ticketFor([...new Set(productIds)].sort(), sharing);
  if (await waitForTurn(ticket)) {
    const together = [sharing, ...companyOf(ticket)];
    const all = together.map(({ shared }) => shared as Shared<P, R>);
    // Not awaited: who takes others along has an answer when it is there, not when all of theirs are.
    inTurn(ticket, (turn) => doAll(all, turn)).catch((error) => {
      for (const one of together) one.reject(error);
    });
  }
  return promise;
}

/** Takes those along who may share this turn, out of the queues; their places there are the ticket's own from now on. */
function companyOf(ticket: Ticket): Sharing[] {
  const company: Sharing[] = [];
  const isNext = (other: Ticket) =>
    other.sharing?.doAll === ticket.sharing?.doAll &&
    other.keys.every((key) => {
      const [first, second] = queues.get(key) ?? [];
      return first === other || (first === ticket && second === other);
    });
  const nextOne = () => {
    for (const key of ticket.keys) {
      const other = queues.get(key)?.[1];
      if (other && isNext(other)) return other;
    }
    return null;
  };
  while (company.length < MOST_TOGETHER - 1) {
    const other = nextOne();
    if (!other?.sharing || new Set([...ticket.keys, ...other.keys]).size > MOST_PRODUCTS_TOGETHER) break;
    for (const key of other.keys) {
      const queue = queues.get(key) ?? [];
      if (queue[0] === ticket) queue.splice(1, 1);
      else {
        queue[0] = ticket;
        ticket.keys.push(key);
      }
    }
    other.takeAlong();
    company.push(other.sharing);
  }
  return company;
}

function turnOf(ticket: Ticket): Turn {
  let since = performance.now();
  let looks = 0;
  const onConflict = () => {
    noteRivals(ticket.keys);
    // Who has waited long looks more often, so that it is not always one of the others who comes at the right moment.
    looks += 1;
    const wait = Math.max(SHORTEST_LOOK_MS, (usualMs * (0.4 + Math.random() / 2)) / looks);
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

const ticketFor = (keys: string[], sharing?: Sharing): Ticket => ({
  keys,
  ahead: 0,
  start: () => undefined,
  takeAlong: () => undefined,
  ...(sharing ? { sharing } : {}),
});

/** Answers true when it is this ticket's turn, and false when another one takes it along in theirs. Throws `busy`. */
async function waitForTurn(ticket: Ticket): Promise<boolean> {
  const { keys } = ticket;
  if (keys.some((key) => stockQueueLength(key) > limits.maxWaiting)) throw busy();
  return new Promise((resolve, reject) => {
    for (const key of keys) {
      const queue = queues.get(key);
      if (queue) {
        ticket.ahead += 1;
        queue.push(ticket);
      } else {
        queues.set(key, [ticket]);
      }
    }
    if (ticket.ahead === 0) return resolve(true);

    const timer = setTimeout(() => {
      leave(ticket);
      reject(busy());
    }, limits.deadlineMs);
    const goOn = (isOwnTurn: boolean) => () => {
      clearTimeout(timer);
      resolve(isOwnTurn);
    };
    ticket.start = goOn(true);
    ticket.takeAlong = goOn(false);
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
 * A product that another process wants too is let go of after each turn, for as long as the others pause between two looks at most: whoever
 * just had it is always the first to take it again, and they would only find it by chance.
 */
const SHORTEST_LOOK_MS = 10;
/** Long, since who always comes first meets nobody. */
const RIVALS_FOR_MS = 10_000;
const LONGEST_USUAL_MS = 100;
/** When another process was last met at a product. */
const rivals = new Map<string, number>();
/** How long a turn has been taking here, from its last conflict on; at first as long as on an idle machine, so that it looks often enough. */
let usualMs = 10;

function noteRivals(keys: readonly string[]): void {
  const now = performance.now();
  for (const key of keys) if (queues.has(key)) rivals.set(key, now);
}

function begin(ticket: Ticket): void {
  const since = performance.now() - RIVALS_FOR_MS;
  if (ticket.keys.some((key) => (rivals.get(key) ?? since) > since)) setTimeout(ticket.start, usualMs);
  else ticket.start();
}

const busy = () => unavailable('busy', 'Many people want these goods at this moment. Try again in a few seconds.');
