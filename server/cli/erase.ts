// npm run erase -- USER --reason …: takes a person's data out of the records and the trail. Without --yes it only shows what would go.
import '../composition-root.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { SetupProblem, sentenceOf } from '../embedded/problem.ts';
import { isEverythingSequenced, loadLogKey, sequence } from '../modules/audit/index.ts';
import { findUsers, userByEmail, userByName } from '../modules/identity/index.ts';
import { erasePerson, previewErasure } from '../modules/privacy/index.ts';
import { counted } from '../shared/counted.ts';
import { systemContext } from '../shared/request-context.ts';
import { say } from './progress.cjs';
import { withDatabase } from './with-database.ts';

const USAGE = `Usage: npm run erase -- USER --reason "…" [--yes]

USER is an e-mail address, a user name or an id. Without --yes nothing is changed: the preview tells what would go and what stays.`;

async function erase(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { reason: { type: 'string' }, yes: { type: 'boolean', default: false } },
  });
  const [who] = positionals;
  if (!who || !values.reason?.trim()) throw new SetupProblem(USAGE);
  const user = (await userByEmail(who)) ?? (await userByName(who)) ?? (await findUsers([who]))[0];
  if (!user) throw new SetupProblem(`There is no user "${who}".`);
  const ctx = systemContext('npm run erase', { reason: values.reason.trim() });
  const userId = String(user._id);

  const preview = await previewErasure(ctx, userId);
  say(
    `${preview.name}: ${preview.fields.join(', ')} of the record, name and address on ${counted(preview.orders, 'order')} (${preview.guestOrders} of them placed as a guest), values in ${counted(preview.entries, 'entry', 'entries')} of the trail.`,
  );
  for (const text of preview.stays) say(`  stays: ${text}`);
  const { openOrders } = preview;
  if (openOrders > 0) say(`  in the way: ${counted(openOrders, 'open order')}, to be completed or cancelled first`);
  if (!values.yes) return say(`Nothing was changed. ${openOrders > 0 ? 'Then add' : 'Add'} --yes to erase.`);

  const { orders, entries } = await erasePerson(ctx, userId, () => bringIntoLog());
  say(
    `Erased: the record, ${counted(orders, 'order')}, values in ${counted(entries, 'entry', 'entries')}. npm run verify still holds.`,
  );
}

/** Where the server runs it has the sequencer; otherwise this process does its work. */
async function bringIntoLog(): Promise<void> {
  const { AUDIT_SIGNING_KEY, PUBLIC_URL, DATA_DIR } = process.env;
  const key = loadLogKey({
    publicUrl: PUBLIC_URL || 'http://localhost:4000',
    signingKey: AUDIT_SIGNING_KEY,
    dataDir: DATA_DIR || '.data',
  });
  for (let tries = 0; tries < 40; tries += 1) {
    await sequence(key);
    if (await isEverythingSequenced()) return;
    await sleep(500);
  }
}

try {
  await withDatabase(erase);
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = error instanceof SetupProblem ? 2 : 1;
}
