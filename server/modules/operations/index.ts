// The operations module's door: what is done to many records at once.
export {
  type ImportOptions,
  type ImportProgress,
  type ImportResult,
  importTradeFiles,
} from './import/import-trade-files.use-case.ts';
