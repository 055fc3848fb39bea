// The audit module's door: operations and entries for every module, models that cannot be written without them.
export { asAppError } from './audit.errors.ts';
export { type Audited, auditedModel, personalFieldsOf } from './audited-model.service.ts';
export { type ChangeMade, changesBy } from './changes-by.repository.ts';
export { type ChunkHandler, type ChunkOutcome, registerChunkHandler } from './chunk-handlers.service.ts';
export {
  CHUNK_SIZE,
  type ChunkedResult,
  prepareChunkedOperation,
  runChunkedOperation,
} from './chunked-operation.use-case.ts';
export { type CommandJournal, openCommandJournal } from './command-journal.service.ts';
export { type CounterBooking, registerCounterBooking } from './counter-booking.service.ts';
export { countTraces, eraseTraces, type PersonalTraces, pastValuesOf } from './erase-values.use-case.ts';
export { type LedgerRow, ledgerModel } from './ledger-model.service.ts';
export { checkpointCopiesJob } from './log/copy-checkpoints.service.ts';
export { loadLogKey } from './log/key.service.ts';
export { auditLogRouter, LOG_READER } from './log/log.routes.ts';
export { isEverythingSequenced } from './log/read-waiting.service.ts';
export { sequence, sequencerJob } from './log/sequencer.service.ts';
export { type LogKey, verifierKey } from './log/signed-note.policy.ts';
export { verifyLog } from './log/verify-log.use-case.ts';
export {
  afterCommit,
  allowLedgerWrite,
  currentOperation,
  hasLeftEntry,
  optimistically,
  runOperation,
  runTogether,
} from './operation.service.ts';
export { operationState } from './operation-journal.repository.ts';
export { startWatcher, type Watcher } from './outside/watcher.service.ts';
export { recordAccess, recordRefusal, recordSignIn } from './record.service.ts';
export { abandonedOperationsJob, resumeOperation } from './resume-operation.use-case.ts';
export { auditRoutes } from './trail.routes.ts';
export { guardUndo } from './undo-guards.service.ts';
export { prepareUndo, undoOperation } from './undo-operation.use-case.ts';
export {
  type CheckResult,
  type Finding,
  type FoldCount,
  foldRanges,
  isLongTrail,
  verifyFolds,
} from './verify-folds.use-case.ts';
export { startThreads, type Threads } from './verify-threads.service.ts';
