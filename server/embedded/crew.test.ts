import { expect, test } from '@jest/globals';
import type { Child, Exit } from './child.ts';
import { newCrew } from './crew.ts';

function member(name: string, stopped: string[]): { child: Child; die: (exit: Exit) => void } {
  let die: (exit: Exit) => void = () => {};
  const exited = new Promise<Exit>((done) => {
    die = done;
  });
  const stop = async (): Promise<void> => {
    await new Promise((done) => setTimeout(done, 5));
    stopped.push(name);
    die({ code: 0, signal: null });
  };
  return { child: { name, pid: 0, exited, obituary: () => `${name} died`, stop }, die };
}

test('what depends on others is stopped before them', async () => {
  const stopped: string[] = [];
  const crew = newCrew();
  crew.join(member('database', stopped).child);
  crew.nextWave();
  crew.join(member('server', stopped).child);
  await Promise.all([crew.stop(), crew.stop()]);
  expect(stopped).toEqual(['server', 'database']);
});

test('who joins while the crew stops is stopped too', async () => {
  const stopped: string[] = [];
  const crew = newCrew();
  await crew.stop();
  crew.join(member('latecomer', stopped).child);
  await new Promise((done) => setTimeout(done, 20));
  expect(stopped).toEqual(['latecomer']);
});

test('a death is told, a stop that was asked for is not', async () => {
  const deaths: string[] = [];
  const crew = newCrew();
  const [database, server] = [member('database', []), member('server', [])];
  crew.join(database.child);
  crew.join(server.child);
  crew.watch((child) => deaths.push(child.name));
  server.die({ code: 1, signal: null });
  await new Promise((done) => setTimeout(done, 1));
  await crew.stop();
  expect(deaths).toEqual(['server']);
});
