// npm run bench -- audit-stream [--entries 1000000]: the whole trail as JSON lines over HTTP, and the memory that it costs the server.
import '../server/composition-root.ts';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { withBenchDatabase } from './support/database.ts';
import { figure, median, whole } from './support/figures.ts';
import { layTrail } from './support/long-trail.ts';
import { startBenchServer } from './support/server.ts';

const { values: switches } = parseArgs({
  allowPositionals: true,
  options: { entries: { type: 'string', default: '1000000' } },
});
const ENTRIES = Number(switches.entries);
const PROMISED_MIB = 80;
const SAMPLE_MS = 100;
const NEWLINE = 10;

/** What a process holds in memory now, in MiB, as Linux counts it. */
function residentMib(pid: number): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1024;
}

/** The memory of a process at rest: the median of three seconds. */
async function atRest(pid: number): Promise<number> {
  const samples: number[] = [];
  for (let n = 0; n < 30; n += 1) {
    samples.push(residentMib(pid));
    await sleep(SAMPLE_MS);
  }
  return median(samples);
}

/** Reads all lines, as fast as they come; answers how many there were. */
function readLines(address: string, authorization: string): Promise<number> {
  return new Promise((done, failed) => {
    const headers = { accept: 'application/x-ndjson', authorization };
    const asked = request(address, { headers }, (answer) => {
      let lines = 0;
      answer.on('data', (chunk: Buffer) => {
        for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
      });
      answer.on('error', failed);
      answer.on('end', () => {
        if (answer.statusCode === 200) done(lines);
        else failed(new Error(`answered ${answer.statusCode}`));
      });
    });
    asked.on('error', failed);
    asked.end();
  });
}

await withBenchDatabase(async (place) => {
  await layTrail(place, ENTRIES);
  const { url, pid } = await startBenchServer(place);
  const bearer = `Bearer ${readFileSync(join(place.folder, 'audit-log.token'), 'utf8').trim()}`;
  // Nothing was asked of it before but whether it is ready: what its first long answer costs is the stream's.
  const before = await atRest(pid);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentMib(pid));
  }, SAMPLE_MS);
  const started = performance.now();
  const lines = await readLines(`${url}/api/v1/audit`, bearer);
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  if (lines < ENTRIES) throw new Error(`only ${lines} lines came`);
  console.log(`${whole(lines)} entries in ${seconds.toFixed(1)} s: ${whole(lines / seconds)} a second`);
  figure(`MiB by which the server's memory rose above ${whole(before)}`, most - before, { most: PROMISED_MIB });
});
