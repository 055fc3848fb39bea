import { Operation, type OperationJournal } from './operation-journal.model.ts';

/** How a journalled operation stands and how many records it is about; null where there is none of that id. */
export const operationState = (operationId: string): Promise<Pick<OperationJournal, 'state' | 'total'> | null> =>
  Operation.findById(operationId, { state: 1, total: 1 }).lean<OperationJournal | null>();
