import { AppError } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import type { ChunkOutcome } from './chunk-handlers.service.ts';
import { runOperation } from './operation.service.ts';
import { type FailedItem, Operation, type OperationJournal } from './operation-journal.model.ts';
import { Lane, type OperationLane } from './operation-lane.model.ts';

/** More than two would wait for each other's processors. */
const SIDE_BY_SIDE = 2;
const NOBODY = 0;

/** A stretch of items, how far it has come, and how to write that down as part of the chunk's transaction. */
export type OpenLane = Pick<OperationLane, 'position' | 'end' | 'done' | 'failed'> & {
  /** Throws `operation_taken_over` where the operation is no longer this run's. */
  advance: (by: number, outcome: ChunkOutcome) => Promise<void>;
};

type Reached = Pick<OperationJournal, 'position' | 'done' | 'failed'>;

export const takenOver = (): AppError =>
  new AppError('operation_taken_over', 409, 'This operation was stopped, or somebody else has taken it on.');

/** The journal as this run may still write it. */
export const ownJournal = ({ _id, run }: OperationJournal) => ({ _id, run, state: 'running' }) as const;

/**
 * The lanes of an operation: those it was left with; otherwise its journal is its one lane, or, where chunks may go side by side and there is
 * more than one, two are opened. Throws `operation_taken_over`.
 */
export async function lanesOf(
  ctx: RequestContext,
  journal: OperationJournal,
  { chunk, sideBySide = false }: { chunk: number; sideBySide?: boolean | undefined },
): Promise<OpenLane[]> {
  // Only an earlier run can have left some.
  const left =
    journal.run > 1 ? await Lane.find({ operation: journal._id }).sort({ _id: 1 }).lean<OperationLane[]>() : [];
  if (left.length > 0) return left.map((lane) => ownLane(journal, lane));
  if (!sideBySide || journal.items.length - journal.position <= chunk) return [journalAsLane(journal)];
  const lanes = divided(journal, chunk);
  await runOperation(ctx, { action: journal.action }, async () => {
    // Written too, so that whoever stops the operation at this moment meets either no lane or all of them.
    const mine = await Operation.updateOne(ownJournal(journal), { $currentDate: { touchedAt: true } });
    if (mine.matchedCount !== 1) throw takenOver();
    await Lane.insertMany(lanes);
  });
  return lanes.map((lane) => ownLane(journal, lane));
}

/** Stretches of whole chunks, as even as can be. What was done before counts with the first. */
function divided({ _id, run, items, position, done, failed }: OperationJournal, chunk: number): OperationLane[] {
  const share = Math.ceil((items.length - position) / chunk / SIDE_BY_SIDE) * chunk;
  return Array.from({ length: SIDE_BY_SIDE }, (_, n) => ({
    _id: `${_id}/${n}`,
    operation: _id,
    run,
    position: position + n * share,
    end: Math.min(position + (n + 1) * share, items.length),
    ...(n === 0 ? { done, failed } : { done: 0, failed: [] }),
  }));
}

type Moved = {
  $set: { position: number };
  $inc: { done: number };
  $push: { failed: { $each: FailedItem[] } };
};

function openLane(
  { position, end, done, failed }: Pick<OperationLane, 'position' | 'end' | 'done' | 'failed'>,
  move: (from: number, moved: Moved) => Promise<{ matchedCount: number }>,
): OpenLane {
  const lane: OpenLane = {
    ...{ position, end, done, failed: [...failed] },
    advance: async (by, outcome) => {
      const { matchedCount } = await move(lane.position, {
        $set: { position: lane.position + by },
        $inc: { done: outcome.done },
        $push: { failed: { $each: outcome.failed ?? [] } },
      });
      if (matchedCount !== 1) throw takenOver();
    },
  };
  return lane;
}

const journalAsLane = (journal: OperationJournal): OpenLane =>
  openLane({ ...journal, end: journal.items.length }, (position, moved) =>
    Operation.updateOne({ ...ownJournal(journal), position }, { ...moved, $currentDate: { touchedAt: true } }),
  );

const ownLane = ({ run }: OperationJournal, lane: OperationLane): OpenLane =>
  openLane(lane, (position, moved) => Lane.updateOne({ _id: lane._id, run, position }, moved));

/** How far lanes have come together, as a journal of `total` items tells it. */
export function reachedBy(lanes: Pick<OpenLane, keyof Reached | 'end'>[], total: number): Reached {
  return {
    position: total - lanes.reduce((left, { position, end }) => left + end - position, 0),
    done: lanes.reduce((sum, { done }) => sum + done, 0),
    failed: lanes.flatMap(({ failed }) => failed),
  };
}

/** How far the lanes of an operation have come, and, to be called in a transaction, how to keep whoever still works on them from going on. */
export async function stopLanes(operation: string, total: number) {
  const lanes = await Lane.find({ operation }).lean<OperationLane[]>();
  return {
    reached: lanes.length > 0 ? reachedBy(lanes, total) : undefined,
    /** Answers false where one has moved since. */
    close: async (): Promise<boolean> => {
      for (const { _id, position } of lanes) {
        const { matchedCount } = await Lane.updateOne({ _id, position }, { $set: { run: NOBODY } });
        if (matchedCount !== 1) return false;
      }
      return true;
    },
  };
}

/** Hands the lanes of an operation over to another run; part of the transaction that takes the journal on. */
export const handOverLanes = async (operation: string, run: number): Promise<void> =>
  void (await Lane.updateMany({ operation }, { $set: { run } }));

/** Forgets the lanes of an operation that is done. */
export const forgetLanes = async (operation: string): Promise<void> => void (await Lane.deleteMany({ operation }));
