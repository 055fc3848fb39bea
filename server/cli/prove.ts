// npm run prove: plays the races that stock and orders have to stand, in a scratch database beside the configured one, and says what came out.
import '../composition-root.ts';
import { SetupProblem, sentenceOf } from '../embedded/problem.ts';
import { bindOpenReservations, configureStockQueue } from '../modules/inventory/index.ts';
import { openReservations } from '../modules/ordering/index.ts';
import { SCENES } from './prove/scenes.ts';
import { playScenes } from './prove/stage.ts';
import { withScratchDatabase } from './with-database.ts';

const write = (text: string): void => void process.stdout.write(text);

try {
  bindOpenReservations(openReservations);
  // On a slow machine the last of two hundred waits longer than a shopper should.
  configureStockQueue({ deadlineMs: 60_000 });
  const started = Date.now();
  const proofs = await withScratchDatabase('prove', () => playScenes(SCENES, write));
  const broken = proofs.flatMap(({ title, sentences }) =>
    sentences.filter(({ asPromised }) => !asPromised).map(({ sentence }) => `${title}: ${sentence}`),
  );
  const seconds = Math.round((Date.now() - started) / 1000);
  write(`\n${proofs.length} scenes in ${seconds} s. The scratch database is gone again.\n`);
  for (const sentence of broken) write(`✗ Not as promised: ${sentence}\n`);
  write(broken.length === 0 ? 'Nothing was sold twice, nothing was lost, nothing fell below zero.\n' : '');
  if (broken.length > 0) process.exitCode = 1;
} catch (error) {
  process.stderr.write(
    `${error instanceof SetupProblem || !(error instanceof Error) ? sentenceOf(error) : error.stack}\n`,
  );
  process.exitCode = 2;
}
