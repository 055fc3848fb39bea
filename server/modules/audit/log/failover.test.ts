import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { useDatabase } from '../../../testing/harness.ts';
import { expectWholeLog, untilAllSequenced, useSequencers, writeThings } from '../../../testing/sequencers.ts';

/** Promised: another one goes on within 15 s. */
const WITHIN = 15_000;

useDatabase();
const sequencers = useSequencers(() => {
  const { host, port, name } = mongoose.connection;
  return `mongodb://${host}:${port}/${name}?replicaSet=rs0&monitorCommands=true`;
});

describe('the sequencer’s leader, killed', () => {
  it('in the middle of growing the log, again and again: another goes on within 15 s, without gap, double or fork', async () => {
    sequencers.start();
    sequencers.start();
    for (let round = 0; round < 2; round += 1) {
      await writeThings(500);
      // In the transaction that has taken the log's state and not yet given it back.
      await sequencers.killLeader();
      await writeThings(500);
      expect(await untilAllSequenced()).toBeLessThan(WITHIN);
    }
    await expectWholeLog();
  }, 180_000);
});
