// The operations module's door: what is done to many records at once.

export { expireRequests } from './approvals/expire-requests.use-case.ts';
export { fileRequest } from './approvals/file-request.use-case.ts';
export { judge } from './approvals/second-look.service.ts';
export {
  type ImportOptions,
  type ImportProgress,
  type ImportResult,
  importTradeFiles,
} from './import/import-trade-files.use-case.ts';
