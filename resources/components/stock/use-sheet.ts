import { useCallback, useEffect, useRef, useState } from 'react';
import { recordApi } from '../lib/addresses.ts';
import { type Answer, call, newRequestKey } from '../lib/api.ts';
import type { PanelRecord, Values } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import type { ScanNews } from './scan-field.tsx';

type Job =
  | { kind: 'scans'; scans: Map<string, number>; key: string }
  | { kind: 'line'; line: Values; done: (saved: boolean) => void };

type Sheet = {
  scan: (code: string) => void;
  /** Saves one typed line; answers whether it was taken. */
  saveLine: (line: Values) => Promise<boolean>;
  /** How many scans are not saved yet. */
  waiting: number;
  news: ScanNews | null;
};

type Options = {
  resourceId: string;
  record: PanelRecord;
  onRecord: (record: PanelRecord) => void;
  /** What is said of a scanned line, such as how many there are by now. */
  say: (line: Values) => ScanNews;
};

const BETWEEN_MS = 600;
const RETRY_MS = 2_500;

const pause = (milliseconds: number): Promise<void> => new Promise((done) => window.setTimeout(done, milliseconds));

/**
 * Sends what is scanned and typed on a sheet, one request after the other. A scanner is faster than a request: scans that come meanwhile go
 * together with the next one. Each request has its key, so that one whose answer was lost is repeated without counting twice.
 */
export function useSheet({ resourceId, record, onRecord, say }: Options): Sheet {
  const { t } = useTexts();
  const [news, setNews] = useState<ScanNews | null>(null);
  const [waiting, setWaiting] = useState(0);
  const jobs = useRef<Job[]>([]);
  const running = useRef(false);
  const revision = useRef(record.revision);
  const latest = useRef({ onRecord, say });
  latest.current = { onRecord, say };
  useEffect(() => {
    if (!running.current) revision.current = record.revision;
  }, [record.revision]);

  const taken = useCallback((answer: Answer): void => {
    if (!answer.record) return;
    revision.current = answer.record.revision;
    latest.current.onRecord(answer.record);
  }, []);

  const sendScans = useCallback(
    async (job: Job & { kind: 'scans' }): Promise<boolean> => {
      const scans = [...job.scans].map(([code, times]) => ({ code, times }));
      const answer = await call(recordApi(resourceId, record.id, 'scan'), {
        body: { values: { scans }, requestKey: job.key },
      });
      if (answer.status === 0) {
        setNews({ good: false, title: t('stock.notSaved') });
        await pause(RETRY_MS);
        return false;
      }
      if (!answer.error) {
        taken(answer);
        const lines = (answer.record?.values['lines'] ?? []) as Values[];
        const line = lines.find(({ product }) => product === answer.notice?.options?.['product']);
        if (line) setNews(latest.current.say(line));
        return true;
      }
      const unknown = answer.error.code === 'unknown_code' ? String(answer.error.meta?.['code'] ?? '') : '';
      setNews({ good: false, title: answer.error.message });
      if (!job.scans.delete(unknown) || job.scans.size === 0) return true;
      job.key = newRequestKey();
      return false;
    },
    [resourceId, record.id, t, taken],
  );

  const sendLine = useCallback(
    async (job: Job & { kind: 'line' }): Promise<boolean> => {
      const body = { values: { lines: [job.line] }, revision: revision.current };
      const answer = await call(recordApi(resourceId, record.id, 'setLines'), { body });
      if (answer.error) {
        setNews({ good: false, title: answer.status === 0 ? t('notices.offline') : answer.error.message });
        // The others' version is shown, so that what is typed next is typed with it in sight.
        taken(await call(recordApi(resourceId, record.id, 'show')));
      } else taken(answer);
      job.done(!answer.error);
      return true;
    },
    [resourceId, record.id, t, taken],
  );

  const work = useCallback(async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    for (let job = jobs.current[0]; job; job = jobs.current[0]) {
      const finished = job.kind === 'scans' ? await sendScans(job) : await sendLine(job);
      if (finished) jobs.current.shift();
      setWaiting(countOf(jobs.current));
      if (jobs.current.length > 0) await pause(BETWEEN_MS);
    }
    running.current = false;
  }, [sendScans, sendLine]);

  const scan = useCallback(
    (code: string): void => {
      const last = jobs.current.at(-1);
      // What is on its way already must not change any more.
      const open = last?.kind === 'scans' && !(running.current && jobs.current.length === 1) ? last : null;
      if (open) open.scans.set(code, (open.scans.get(code) ?? 0) + 1);
      else jobs.current.push({ kind: 'scans', scans: new Map([[code, 1]]), key: newRequestKey() });
      setWaiting(countOf(jobs.current));
      work();
    },
    [work],
  );

  const saveLine = useCallback(
    (line: Values): Promise<boolean> =>
      new Promise((done) => {
        jobs.current.push({ kind: 'line', line, done });
        work();
      }),
    [work],
  );

  return { scan, saveLine, waiting, news };
}

const countOf = (jobs: Job[]): number =>
  jobs.reduce((sum, job) => sum + (job.kind === 'scans' ? [...job.scans.values()].reduce((a, b) => a + b, 0) : 0), 0);
