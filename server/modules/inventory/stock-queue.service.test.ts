import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  configureStockQueue,
  type DoAll,
  shareStockTurn,
  stockQueueLength,
  withStockQueue,
} from './stock-queue.service.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const busy = expect.objectContaining({ code: 'busy', status: 503 });

afterEach(() => configureStockQueue({ maxWaiting: 500, deadlineMs: 15_000 }));

describe('withStockQueue', () => {
  test('callers of one product take turns in the order they came', async () => {
    const seen: number[] = [];
    let inside = 0;
    await Promise.all(
      [1, 2, 3, 4].map((n) =>
        withStockQueue(['lantern'], async () => {
          inside += 1;
          expect(inside).toBe(1);
          await pause(2);
          seen.push(n);
          inside -= 1;
        }),
      ),
    );
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(stockQueueLength('lantern')).toBe(0);
  });

  test('callers of different products do not wait for each other', async () => {
    let letGo = () => {};
    const mug = withStockQueue(['mug'], () => new Promise<void>((resolve) => (letGo = resolve)));
    expect(await withStockQueue(['heart'], async () => 'at once')).toBe('at once');
    letGo();
    await mug;
  });

  test('any mix of overlapping products ends, and no product is ever held twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 }), { maxLength: 25 }),
        async (callers) => {
          const holders = new Set<string>();
          await Promise.all(
            callers.map((products) =>
              withStockQueue(products, async () => {
                for (const product of products) {
                  expect(holders.has(product)).toBe(false);
                  holders.add(product);
                }
                await pause(0);
                for (const product of products) holders.delete(product);
              }),
            ),
          );
          expect(['a', 'b', 'c', 'd', 'e'].map(stockQueueLength)).toEqual([0, 0, 0, 0, 0]);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('a nested call for products already held goes straight on; for others it is a programming error', async () => {
    await withStockQueue(['a', 'b'], async () => {
      expect(await withStockQueue(['b'], async () => 'in')).toBe('in');
      await expect(withStockQueue(['c'], async () => 'in')).rejects.toThrow('already holds');
    });
  });

  test('a failing caller lets the next one in', async () => {
    const failing = withStockQueue(['a'], async () => {
      await pause(1);
      throw new Error('no');
    });
    const next = withStockQueue(['a'], async () => 'next');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('next');
  });

  test('who lets the next one in before the end stands in nobody’s way any more, and is not taken out twice', async () => {
    const seen: string[] = [];
    const first = withStockQueue(['a', 'b'], async ({ onVisible }) => {
      await pause(1);
      onVisible?.();
      await pause(20);
      onVisible?.();
      seen.push('first');
    });
    const second = withStockQueue(['a'], async () => {
      seen.push('second');
      await pause(40);
    });
    const third = withStockQueue(['a'], async () => void seen.push('third'));
    await first;
    expect(stockQueueLength('a')).toBe(2);
    expect(stockQueueLength('b')).toBe(0);
    await Promise.all([second, third]);
    expect(seen).toEqual(['second', 'first', 'third']);
  });

  test('what another process wants too is let go of after a while, before the next one here takes it', async () => {
    let ended = 0;
    const first = withStockQueue(['a'], async ({ onConflict }) => {
      expect(onConflict?.()).toBeGreaterThan(1);
      await pause(250);
      ended = performance.now();
    });
    const second = withStockQueue(['a'], async () => performance.now() - ended);
    await first;
    expect(await second).toBeGreaterThan(5);
    expect(stockQueueLength('a')).toBe(0);
  });

  test('a full queue refuses at once with busy', async () => {
    configureStockQueue({ maxWaiting: 1 });
    const first = withStockQueue(['a'], () => pause(10));
    const second = withStockQueue(['a'], () => pause(1));
    await expect(withStockQueue(['a'], async () => undefined)).rejects.toEqual(busy);
    await Promise.all([first, second]);
  });

  test('who waits longer than the deadline gets busy, has done nothing, and blocks nobody behind', async () => {
    configureStockQueue({ deadlineMs: 10 });
    let ran = false;
    const slow = withStockQueue(['a'], () => pause(60));
    const late = withStockQueue(['a', 'b'], async () => {
      ran = true;
    });
    const behind = withStockQueue(['b'], async () => 'went on');
    await expect(late).rejects.toEqual(busy);
    expect(await behind).toBe('went on');
    await slow;
    expect(ran).toBe(false);
    expect([stockQueueLength('a'), stockQueueLength('b')]).toEqual([0, 0]);
  });
});

describe('shareStockTurn', () => {
  const turns: string[][] = [];
  /** Notes who shared the turn; `bad` ones fail. */
  const doAll: DoAll<string, string> = async (all) => {
    turns.push(all.map(({ piece }) => piece));
    await pause(2);
    for (const { piece, resolve } of all) resolve(piece === 'bad' ? Promise.reject(new Error(piece)) : `${piece}!`);
  };
  afterEach(() => void turns.splice(0));

  test('who waits for the same shares a turn, and each has an outcome of their own', async () => {
    const names = ['one', 'two', 'bad', 'four'];
    const outcomes = await Promise.allSettled(names.map((name) => shareStockTurn(['a'], name, doAll)));
    expect(turns).toEqual([names]);
    expect(outcomes.map((o) => (o.status === 'fulfilled' ? o.value : String(o.reason)))).toEqual([
      'one!',
      'two!',
      'Error: bad',
      'four!',
    ]);
    expect(stockQueueLength('a')).toBe(0);
  });

  test('sixteen at most, and who was not taken along is the first of the next turn', async () => {
    const names = Array.from({ length: 19 }, (_, n) => `buyer ${n}`);
    await Promise.all(names.map((name) => shareStockTurn(['a'], name, doAll)));
    expect(turns.map((turn) => turn.length)).toEqual([16, 3]);
    expect(turns.flat()).toEqual(names);
  });

  test('nobody is taken along past somebody who came earlier and wants to be alone', async () => {
    const first = shareStockTurn(['a'], 'first', doAll);
    const alone = withStockQueue(['a'], async () => void turns.push(['alone']));
    await Promise.all([first, alone, shareStockTurn(['a'], 'last', doAll)]);
    expect(turns).toEqual([['first'], ['alone'], ['last']]);
  });

  test('nor who waits for something else too, which another one has; what somebody brings along is held for them', async () => {
    let letGo = () => {};
    const b = withStockQueue(['b'], () => new Promise<void>((resolve) => (letGo = resolve)));
    const a = withStockQueue(['a'], () => pause(2));
    const shared = [
      shareStockTurn(['a'], 'a', doAll),
      shareStockTurn(['c', 'a'], 'a and c', doAll),
      shareStockTurn(['b', 'a'], 'a and b', doAll),
    ];
    const c = withStockQueue(['c'], async () => turns.length);
    await Promise.all([a, shared[0], shared[1]]);
    expect(turns).toEqual([['a', 'a and c']]);
    expect(await c).toBe(1);
    letGo();
    await Promise.all([b, ...shared]);
    expect(turns[1]).toEqual(['a and b']);
    expect(['a', 'b', 'c'].map(stockQueueLength)).toEqual([0, 0, 0]);
  });

  test('who takes others along is answered, or refused, before they are', async () => {
    const inOrder: DoAll<string, string> = async ([first, last]) => {
      first?.resolve(Promise.reject(new Error('no')));
      await pause(20);
      last?.resolve('later');
    };
    const seen: string[] = [];
    const first = shareStockTurn(['a'], 'a', inOrder).catch(() => seen.push('refused'));
    const last = shareStockTurn(['a'], 'b', inOrder).then((answer) => seen.push(answer));
    await Promise.all([first, last]);
    expect(seen).toEqual(['refused', 'later']);
  });

  test('the turn is over when the work has ended, though one of them is answered later', async () => {
    const late: DoAll<string, string> = async ([first, last]) => {
      first?.resolve('at once');
      last?.resolve(pause(30).then(() => 'later'));
    };
    const seen: string[] = [];
    const both = ['a', 'b'].map((name) => shareStockTurn(['a'], name, late).then((answer) => seen.push(answer)));
    const next = withStockQueue(['a'], async () => seen.push('next'));
    await Promise.all([...both, next]);
    expect(seen.at(-1)).toBe('later');
    expect([...seen].sort()).toEqual(['at once', 'later', 'next']);
  });

  test('what fails as a whole fails for each, and the next one comes in', async () => {
    const never: DoAll<string, string> = async () => {
      await pause(1);
      throw new Error('no');
    };
    const together = await Promise.allSettled(['a', 'b', 'c'].map((name) => shareStockTurn(['a'], name, never)));
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await shareStockTurn(['a'], 'next', doAll)).toBe('next!');
  });

  test('any mix with callers that want to be alone ends, each product is held once, and everybody has their own outcome', async () => {
    const products = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(products, fc.boolean()), { maxLength: 30 }), async (callers) => {
        const holders = new Set<string>();
        const holding = async (wanted: Set<string>) => {
          for (const product of wanted) expect(holders.has(product)).toBe(false);
          for (const product of wanted) holders.add(product);
          await pause(0);
          for (const product of wanted) holders.delete(product);
        };
        const all: DoAll<{ n: number; wanted: string[] }, number> = async (shared) => {
          await holding(new Set(shared.flatMap(({ piece }) => piece.wanted)));
          for (const { piece, resolve } of shared) resolve(piece.n);
        };
        const results = callers.map(async ([wanted, alone], n) => {
          if (!alone) return shareStockTurn(wanted, { n, wanted }, all);
          await withStockQueue(wanted, () => holding(new Set(wanted)));
          return n;
        });
        expect(await Promise.all(results)).toEqual(callers.map((_, n) => n));
        expect(['a', 'b', 'c', 'd', 'e'].map(stockQueueLength)).toEqual([0, 0, 0, 0, 0]);
      }),
      { numRuns: 40 },
    );
  });
});
