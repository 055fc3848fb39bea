import { join } from 'node:path';
import { type OnLaunch, runTask } from '../../embedded/child.ts';
import { bundleIsFresh } from '../../http/panel/bundle.ts';
import { step } from '../progress.cjs';
import { inProject } from './root.ts';

/** Builds the panel's components where they have changed; the server would do it while people wait for it. */
export async function buildPanel(env: NodeJS.ProcessEnv, logDir: string, onLaunch: OnLaunch): Promise<void> {
  if (bundleIsFresh()) return;
  const shown = step('Building the panel');
  try {
    await runTask({
      name: 'the build of the panel',
      command: process.execPath,
      args: [inProject('server/cli/build-panel.ts')],
      env,
      logFile: join(logDir, 'panel-build.log'),
      onLaunch,
    });
    shown.done('Panel built');
  } finally {
    shown.fail();
  }
}
