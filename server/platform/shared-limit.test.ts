import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { callerOf, networkOf } from '../shared/caller.ts';
import { contextOf, guestContext, useDatabase } from '../testing/harness.ts';
import { giveBackTurns, takeTurn } from './shared-limit.ts';

useDatabase();

const limit = (name: string, more = {}) => ({ name, burst: 3, perMinute: 60, ...more });
const outcome = (turn: Promise<unknown>) =>
  turn.then(
    () => 'granted',
    (error: { code: string }) => error.code,
  );

describe('a limit shared by all instances', () => {
  it('grants a burst, then says when to go on', async () => {
    const left = [];
    for (let n = 0; n < 3; n += 1) left.push((await takeTurn(limit('burst', { perMinute: 1 }), 'a')).left);
    expect(left).toEqual([2, 1, 0]);
    await expect(takeTurn(limit('burst', { perMinute: 1 }), 'a')).rejects.toMatchObject({
      code: 'rate_limited',
      status: 429,
      meta: { retryAfterSeconds: 60 },
    });
  });

  it('grants exactly as many as are allowed, however many ask at the same moment', async () => {
    const turns = Array.from({ length: 40 }, () => outcome(takeTurn(limit('race', { burst: 7, perMinute: 1 }), 'a')));
    const outcomes = await Promise.all(turns);
    expect(outcomes.filter((one) => one === 'granted')).toHaveLength(7);
    expect(outcomes.filter((one) => one === 'rate_limited')).toHaveLength(33);
  });

  it('goes on at the allowed pace, and a refused call costs no turn', async () => {
    const pace = limit('pace', { burst: 1, perMinute: 120 });
    await takeTurn(pace, 'a');
    for (let n = 0; n < 5; n += 1) expect(await outcome(takeTurn(pace, 'a'))).toBe('rate_limited');
    await sleep(600);
    expect(await outcome(takeTurn(pace, 'a'))).toBe('granted');
  });

  it('counts each caller and each limit for itself, and keeps neither’s name', async () => {
    const one = limit('one', { burst: 1 });
    await takeTurn(one, 'ada@example.org');
    expect(await outcome(takeTurn(one, 'bob@example.org'))).toBe('granted');
    expect(await outcome(takeTurn(limit('other', { burst: 1 }), 'ada@example.org'))).toBe('granted');
    expect(JSON.stringify(await mongoose.connection.collection('limits').find({}).toArray())).not.toContain('example');
  });

  it('counts what weighs more as so many turns, none of them where all don’t fit, and gives them back', async () => {
    const heavy = limit('heavy', { burst: 100, perMinute: 1 });
    expect(await takeTurn(heavy, 'a', 60)).toEqual({ left: 40 });
    expect(await outcome(takeTurn(heavy, 'a', 41))).toBe('rate_limited');
    await giveBackTurns(heavy, 'a', 30);
    expect(await takeTurn(heavy, 'a', 41)).toEqual({ left: 29 });
    const both = await Promise.all([20, 20].map((weight) => outcome(takeTurn(heavy, 'a', weight))));
    expect(both.sort()).toEqual(['granted', 'rate_limited']);
    await giveBackTurns(heavy, 'nobody', 5);
    expect(await outcome(takeTurn(heavy, 'b', 101))).toBe('rate_limited');
  });

  it('keeps a turn taken whose transaction was given up', async () => {
    const one = limit('kept', { burst: 1, perMinute: 1 });
    const work = mongoose.connection.transaction(async () => {
      await takeTurn(one, 'a');
      throw new Error('given up');
    });
    await expect(work).rejects.toThrow('given up');
    expect(await outcome(takeTurn(one, 'a'))).toBe('rate_limited');
  });
});

describe('whom a limit counts', () => {
  it('is the person where somebody is signed in, else the address, an IPv6 network as one', () => {
    const person = contextOf('shopper', { ip: '203.0.113.1' });
    expect(callerOf(person)).toBe(callerOf({ ...person, ip: '203.0.113.2' }));
    expect(callerOf(guestContext({ ip: '203.0.113.1' }))).not.toBe(callerOf(guestContext({ ip: '203.0.113.2' })));
    expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:db8:1:2:ffff::9'));
    expect(networkOf('2001:db8::1')).not.toBe(networkOf('2001:db8:0:1::1'));
    expect(networkOf('::1')).toBe('0:0:0:0');
  });
});
