// Run by import-trade-files.test.ts in a process of its own, which the test kills.
import { connectDatabase } from '../../../platform/database.ts';
import { systemContext } from '../../../shared/request-context.ts';
import { importTradeFiles } from './import-trade-files.use-case.ts';

const [uri = '', ...files] = process.argv.slice(2);
await connectDatabase(uri);
await importTradeFiles(systemContext('import', { source: 'import' }), files);
process.exit(0);
