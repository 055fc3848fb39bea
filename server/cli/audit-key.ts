// npm run audit:key: prints the verifier key of the audit log in signed-note form.
import { loadLogKey, verifierKey } from '../modules/audit/index.ts';

const env = process.env;
const key = loadLogKey({
  publicUrl: env['PUBLIC_URL'] || 'http://localhost:4000',
  signingKey: env['AUDIT_SIGNING_KEY'],
  dataDir: env['DATA_DIR'] || '.data',
});
console.log(verifierKey(key));
