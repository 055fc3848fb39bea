import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckResult, Finding, OnProgress } from '../verify-folds.use-case.ts';
import { logState } from './log.model.ts';
import { TILE_WIDTH } from './merkle.policy.ts';
import { latestCheckpoint } from './read-log.service.ts';
import { verifyCopies } from './verify-copies.service.ts';
import { type LeafRange, type Report, verifyLeaves } from './verify-leaves.service.ts';
import { verifyExtent, verifyTree } from './verify-tree.service.ts';

const MOST_FINDINGS = 20;
/** The sequencer signs at least every second; longer than that nothing waits for its signature. */
const SIGNED_WITHIN = 5_000;

/** Verifies a part of the leaves; here, or in a thread of its own. */
export type LeafPart = (range: LeafRange, report: Report, onProgress: (checked: number) => void) => Promise<number>;

export type VerifyLogOptions = {
  /** How many parts of the leaves are looked at side by side. */
  parts?: number;
  part?: LeafPart;
  /** Compare the copies of checkpoints in the object store too. */
  copies?: boolean;
};

/**
 * P4: every entry is the one its leaf was made of, leaves are dense, every tile holds the hashes of what is below it, every kept checkpoint
 * is signed by the log's key over the root of that many leaves, and there is nothing beside. Memory stays flat, and the log may go on growing.
 */
export async function verifyLog(
  verifier: string,
  onProgress: OnProgress = () => undefined,
  { parts = 1, part = verifyLeaves, copies = false }: VerifyLogOptions = {},
): Promise<CheckResult> {
  const findings: Finding[] = [];
  const report: Report = (subject, problem) => {
    const isKnown = findings.some((known) => known.subject === subject && known.problem === problem);
    if (findings.length < MOST_FINDINGS && !isKnown) findings.push({ check: 'P4 log', subject, problem });
  };
  const { size, signed } = await signedSize();
  const ranges = rangesOf(size, parts);
  const progress = ranges.map(() => 0);
  const [leaves, checkpoints] = await Promise.all([
    Promise.all(
      ranges.map((range, n) =>
        part(range, report, (checked) => {
          progress[n] = checked;
          onProgress(
            progress.reduce((sum, one) => sum + one, 0),
            size,
          );
        }),
      ),
    ),
    verifyTree(size, verifier, report),
  ]);
  if (signed < size) report('the log', `holds ${size - signed} leaves after its latest checkpoint, under no signature`);
  await verifyExtent(report);
  const copied = copies ? await verifyCopies(verifier, report) : null;
  const checked = leaves.reduce((sum, some) => sum + some, 0);
  const what = `leaves, their tiles, ${checkpoints} checkpoints${copied === null ? '' : ` and ${copied} copies of them`}`;
  return { check: 'P4 log', checked, what, findings };
}

/** The size of the log, and how much of it the latest checkpoint covers; one that is about to be signed is waited for. */
async function signedSize(): Promise<{ size: number; signed: number }> {
  const size = (await logState.findOne({ _id: 'log' }))?.size ?? 0;
  for (const end = Date.now() + SIGNED_WITHIN; ; await sleep(200)) {
    const signed = (await latestCheckpoint())?.size ?? 0;
    if (signed >= size || Date.now() > end) return { size, signed };
  }
}

function rangesOf(size: number, parts: number): LeafRange[] {
  const bundles = Math.ceil(size / TILE_WIDTH);
  const each = Math.max(1, Math.ceil(bundles / parts));
  const ranges: LeafRange[] = [];
  for (let from = 0; from < bundles; from += each) ranges.push({ from, to: Math.min(bundles, from + each), size });
  return ranges;
}
