import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { configureStockQueue, stockQueueLength, withStockQueue } from './stock-queue.service.ts';

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
