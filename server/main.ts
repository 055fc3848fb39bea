import { createApp } from './app.ts';
import { compose, connectParts, startBackground } from './composition-root.ts';
import { createListener } from './http/listener.ts';
import { ConfigError, loadConfig } from './platform/config.ts';
import { logger } from './platform/logger.ts';

/** How long requests under way may take once the process was asked to stop. */
const DRAIN_MILLISECONDS = 10_000;

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const { logKey } = compose(config);
  await connectParts(config);
  let stopping = false;
  const app = await createApp({ config, isStopping: () => stopping });
  const background = startBackground(logKey);

  const server = createListener(app);
  server.once('error', fail);
  server.listen(config.PORT, () => {
    logger.info({ port: config.PORT }, `ready at ${config.PUBLIC_URL}`);
  });

  const stop = async () => {
    if (stopping) return;
    stopping = true;
    const idle = setInterval(() => server.closeIdleConnections(), 200);
    setTimeout(() => server.closeAllConnections(), DRAIN_MILLISECONDS).unref();
    await new Promise((closed) => server.close(closed));
    clearInterval(idle);
    await background.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

function fail(error: unknown): never {
  const known = error instanceof ConfigError || (error as { code?: string }).code === 'EADDRINUSE';
  logger.fatal(known ? { reason: (error as Error).message } : { err: error }, 'the server could not start');
  console.error(known ? (error as Error).message : error);
  process.exit(1);
}

main().catch(fail);
