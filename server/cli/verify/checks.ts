import mongoose from 'mongoose';
import '../../composition-root.ts';
import {
  type CheckResult,
  type Finding,
  type FoldCount,
  foldRanges,
  isLongTrail,
  loadLogKey,
  startThreads,
  type Threads,
  verifierKey,
  verifyFolds,
  verifyLog,
} from '../../modules/audit/index.ts';
import { bindOpenReservations, verifyStock } from '../../modules/inventory/index.ts';
import { openReservations, verifyOrders } from '../../modules/ordering/index.ts';
import { say, step } from '../progress.cjs';

type OnProgress = (checked: number, total?: number) => void;
type Tell = (...words: string[]) => void;
type Check = [title: string, run: (onProgress: OnProgress) => Promise<CheckResult>];

const count = (value: number): string => value.toLocaleString('en-GB');

async function stockResult(onProgress: OnProgress): Promise<CheckResult> {
  bindOpenReservations(openReservations);
  const { products, movements, problems } = await verifyStock(onProgress);
  const findings: Finding[] = problems.map(({ sku, productId, what, stored, proved }) => ({
    check: 'P5 stock',
    subject: `product ${sku || productId}`,
    problem: `${what} is ${stored}, its movements and open orders say ${proved}`,
  }));
  return { check: 'P5 stock', checked: movements, what: `movements of ${count(products)} products`, findings };
}

async function ordersResult(onProgress: OnProgress): Promise<CheckResult> {
  const { orders, payments, problems } = await verifyOrders(onProgress);
  const findings: Finding[] = problems.map(({ name, what, stored, proved }) => ({
    check: 'orders',
    subject: `order ${name}`,
    problem: `${what} is ${stored}, its lines and payments say ${proved}`,
  }));
  return { check: 'orders', checked: orders, what: `orders and ${count(payments)} payments`, findings };
}

/** The records' entries, in this thread or in parts by several. */
async function foldsResult(threads: Threads | null, onProgress: OnProgress): Promise<CheckResult> {
  if (!threads) return verifyFolds(onProgress);
  return verifyFolds(onProgress, {
    ranges: await foldRanges(threads.size),
    part: async (range, tell, checked) =>
      (await threads.run({ kind: 'folds', range }, { tell: tell as Tell, onProgress: checked })) as FoldCount,
  });
}

async function logResult(threads: Threads | null, copies: boolean, onProgress: OnProgress): Promise<CheckResult> {
  const { AUDIT_SIGNING_KEY, PUBLIC_URL, DATA_DIR } = process.env;
  const key = loadLogKey({
    publicUrl: PUBLIC_URL || 'http://localhost:4000',
    signingKey: AUDIT_SIGNING_KEY,
    dataDir: DATA_DIR || '.data',
  });
  if (!threads) return verifyLog(verifierKey(key), onProgress, { copies });
  return verifyLog(verifierKey(key), onProgress, {
    copies,
    parts: threads.size,
    part: async (range, report, checked) =>
      (await threads.run({ kind: 'leaves', range }, { tell: report as Tell, onProgress: checked })) as number,
  });
}

function databaseUri(): string {
  const { host, port } = mongoose.connection;
  return process.env.MONGODB_URI || `mongodb://${host}:${port}/?replicaSet=rs0`;
}

/** Runs every check on the database this process is connected to, each with a progress bar. */
export async function verifyAll({ copies }: { copies: boolean }): Promise<CheckResult[]> {
  const threads = (await isLongTrail()) ? startThreads(databaseUri()) : null;
  const checks: Check[] = [
    ['P1 records against their entries', (onProgress) => foldsResult(threads, onProgress)],
    ['P5 stock against its movements', stockResult],
    ['Orders against their lines and payments', ordersResult],
    ['P4 entries against the signed log', (onProgress) => logResult(threads, copies, onProgress)],
  ];
  const results: CheckResult[] = [];
  try {
    for (const check of checks) results.push(await runCheck(check));
  } finally {
    await threads?.stop();
  }
  return results;
}

async function runCheck([title, run]: Check): Promise<CheckResult> {
  const shown = step(title);
  const started = performance.now();
  try {
    const result = await run((checked, total) => shown.note(progressOf(checked, total)));
    const seconds = (performance.now() - started) / 1000;
    const pace = count(Math.round(result.checked / Math.max(seconds, 0.001)));
    const holds = result.findings.length === 0;
    const verdict = holds ? 'holds' : `${result.findings.length} found wrong`;
    shown[holds ? 'done' : 'wrong'](`${title}: ${verdict} (${count(result.checked)} ${result.what}, ${pace}/s)`);
    return result;
  } finally {
    shown.fail();
  }
}

const BAR = 24;

/** `█████████░░░░░░░ 56 %, 1,234 checked`; without the bar where nobody knows how many there are. */
export function progressOf(checked: number, total?: number): string {
  const said = `${count(checked)} checked`;
  if (!total) return said;
  const share = Math.min(1, checked / total);
  const full = Math.round(share * BAR);
  return `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${Math.floor(share * 100)} %, ${said}`;
}

/** Prints what was found wrong, the first of it by name; answers whether everything holds. */
export function printResults(results: CheckResult[]): boolean {
  const findings = results.flatMap((result) => result.findings);
  for (const { check, subject, problem } of findings) say(`✗ ${check}: ${subject}: ${problem}`);
  const [first] = findings;
  say(first ? `First wrong: ${first.subject}: ${first.problem}.` : 'Everything holds.');
  return !first;
}
