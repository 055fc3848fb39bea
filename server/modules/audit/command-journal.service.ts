import { isAppError } from '../../shared/errors.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { openJournal } from './chunked-operation.use-case.ts';
import { Operation, type OperationJournal } from './operation-journal.model.ts';
import { ownJournal, takenOver } from './operation-lanes.service.ts';
import { takeOn } from './resume-operation.use-case.ts';

export type CommandSpec = {
  action: string;
  entity: string;
  /** Names what the command works on, so that running it again goes on with the same journal. */
  key: string;
  /** What is shown of it, such as the names of files. */
  input: Record<string, unknown>;
  total: number;
};

/** The journal of a command under way. */
export type CommandJournal = {
  operationId: string;
  /** Says how far it has come; written down every few seconds. */
  reached(position: number): void;
  finished(done: number): Promise<void>;
  /** Says that it stopped, by what; for the error that is thrown on. */
  stopped(by: unknown): Promise<void>;
};

const WRITTEN_EVERY_MS = 5_000;

/**
 * Opens the journal of a command whose transactions are its own, such as an import: the panel shows how far it came, also after its process
 * was killed. One that was left half-way under the same key is gone on with; so only one may run at a time, which the caller sees to.
 */
export async function openCommandJournal(ctx: RequestContext, spec: CommandSpec): Promise<CommandJournal> {
  const { action, entity, key, input, total } = spec;
  const left = await Operation.findOne({ state: { $in: ['stopped', 'running'] }, action, 'input.key': key })
    .sort({ startedAt: -1, _id: -1 })
    .lean<OperationJournal>();
  const journal = left
    ? await takeOn(ctx, left, left.state as 'stopped')
    : await openJournal(ctx, { action, entity, items: [], total, byCommand: true, input: { ...input, key } });
  const { _id: operationId } = journal;
  const mine = ownJournal(journal);
  let position = journal.position;
  const write = (set: Partial<OperationJournal>) =>
    Operation.updateOne(mine, { $set: { position, ...set }, $currentDate: { touchedAt: true } });
  // One that can't be written is followed by another; without any the journal is found abandoned.
  const writing = setInterval(() => void write({}).catch(() => undefined), WRITTEN_EVERY_MS).unref();
  return {
    operationId,
    reached(next) {
      // Run again, it passes over what it did before.
      position = Math.max(position, Math.min(next, total));
    },
    async finished(done) {
      clearInterval(writing);
      const { matchedCount } = await write({ state: 'done', position: total, done });
      if (matchedCount !== 1) throw takenOver();
    },
    async stopped(by) {
      clearInterval(writing);
      await write({ state: 'stopped', stoppedBy: isAppError(by) ? by.code : 'failed' }).catch(() => undefined);
    },
  };
}
