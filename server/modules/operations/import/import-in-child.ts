// Run by import-trade-files.test.ts in a process of its own, which the test kills.
import mongoose from 'mongoose';
import '../../../platform/database.ts';
import { systemContext } from '../../../shared/request-context.ts';
import { importTradeFiles } from './import-trade-files.use-case.ts';

const [uri = '', appName = '', ...files] = process.argv.slice(2);
// By this name the test finds the transactions that the killed process leaves open in the database.
await mongoose.connect(uri, { appName, writeConcern: { w: 'majority' }, readConcern: { level: 'majority' } });
await importTradeFiles(systemContext('import', { source: 'import' }), files);
process.exit(0);
