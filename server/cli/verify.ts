// npm run verify: checks every record against its entries, every stock figure against its movements, and every entry against the log.
import '../composition-root.ts';
import { SetupProblem, sentenceOf } from '../embedded/problem.ts';
import {
  type CheckResult,
  type Finding,
  loadLogKey,
  verifierKey,
  verifyFolds,
  verifyLog,
} from '../modules/audit/index.ts';
import { bindOpenReservations, verifyStock } from '../modules/inventory/index.ts';
import { openReservations, verifyOrders } from '../modules/ordering/index.ts';
import { say, step } from './progress.cjs';
import { withDatabase } from './with-database.ts';

const count = (value: number): string => value.toLocaleString('en-GB');

async function stockResult(onProgress: (checked: number) => void): Promise<CheckResult> {
  bindOpenReservations(openReservations);
  const { products, movements, problems } = await verifyStock(onProgress);
  const findings: Finding[] = problems.map(({ sku, productId, what, stored, proved }) => ({
    check: 'P5 stock',
    subject: `product ${sku || productId}`,
    problem: `${what} is ${stored}, its movements and open orders say ${proved}`,
  }));
  return { check: 'P5 stock', checked: movements, what: `movements of ${count(products)} products`, findings };
}

async function ordersResult(onProgress: (checked: number) => void): Promise<CheckResult> {
  const { orders, payments, problems } = await verifyOrders(onProgress);
  const findings: Finding[] = problems.map(({ name, what, stored, proved }) => ({
    check: 'orders',
    subject: `order ${name}`,
    problem: `${what} is ${stored}, its lines and payments say ${proved}`,
  }));
  return { check: 'orders', checked: orders, what: `orders and ${count(payments)} payments`, findings };
}

async function verify(): Promise<CheckResult[]> {
  const { AUDIT_SIGNING_KEY, PUBLIC_URL, DATA_DIR } = process.env;
  const verifier = verifierKey(
    loadLogKey({
      publicUrl: PUBLIC_URL || 'http://localhost:4000',
      signingKey: AUDIT_SIGNING_KEY,
      dataDir: DATA_DIR || '.data',
    }),
  );
  const checks: [title: string, run: (onProgress: (checked: number) => void) => Promise<CheckResult>][] = [
    ['P1 records against their entries', verifyFolds],
    ['P5 stock against its movements', stockResult],
    ['Orders against their lines and payments', ordersResult],
    ['P4 entries against the signed log', (onProgress) => verifyLog(verifier, onProgress)],
  ];
  const results: CheckResult[] = [];
  for (const [title, run] of checks) {
    const shown = step(title);
    const started = performance.now();
    try {
      const result = await run((checked) => shown.note(`${count(checked)} checked`));
      const seconds = (performance.now() - started) / 1000;
      const pace = count(Math.round(result.checked / Math.max(seconds, 0.001)));
      const verdict = result.findings.length === 0 ? 'holds' : `${result.findings.length} found wrong`;
      shown.done(`${title}: ${verdict} (${count(result.checked)} ${result.what}, ${pace}/s)`);
      results.push(result);
    } finally {
      shown.fail();
    }
  }
  return results;
}

try {
  const findings = (await withDatabase(verify)).flatMap((result) => result.findings);
  for (const { check, subject, problem } of findings) say(`✗ ${check}: ${subject}: ${problem}`);
  say(findings.length === 0 ? 'Everything holds.' : `First wrong: ${findings[0]?.subject}.`);
  if (findings.length > 0) process.exitCode = 1;
} catch (error) {
  process.stderr.write(
    `${error instanceof SetupProblem || !(error instanceof Error) ? sentenceOf(error) : error.stack}\n`,
  );
  process.exitCode = 2;
}
