import { join } from 'node:path';
import { newCrew } from '../../embedded/crew.ts';
import { objectStoreBinary } from '../../embedded/fetch-parts.ts';
import { startObjectStore } from '../../embedded/object-store.ts';
import { keptSecrets } from '../../embedded/secrets.ts';
import { configureKeptObjects } from '../../platform/kept-objects.ts';
import { configureObjectStore, headObject } from '../../platform/object-store.ts';
import { say, step } from '../progress.cjs';
import { planFrom, productEnvironment } from '../start/environment.ts';

/**
 * Runs work that may read the copies of checkpoints: in the configured object store, or the embedded one, which is started for as long as
 * that takes. Where no store answers, the work is told so and a line says it.
 */
export async function withCopies<T>(work: (copies: boolean) => Promise<T>): Promise<T> {
  const plan = planFrom(process.env);
  const env = plan.replaced.objectStore
    ? process.env
    : productEnvironment(process.env, plan, keptSecrets(plan.dataDir));
  configureObjectStore({
    region: env.S3_REGION || 'us-east-1',
    bucket: env.S3_BUCKET || 'counterfoil',
    endpoint: env.S3_ENDPOINT || undefined,
    accessKeyId: env.S3_ACCESS_KEY_ID || undefined,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY || undefined,
    ...(env.S3_FORCE_PATH_STYLE ? { forcePathStyle: env.S3_FORCE_PATH_STYLE === 'true' } : {}),
  });
  configureKeptObjects({ bucket: env.AUDIT_COPIES_BUCKET || undefined, days: 0 });
  const crew = newCrew();
  try {
    const isThere = (await answers()) || (!plan.replaced.objectStore && (await startEmbedded()));
    if (!isThere) say('The object store does not answer: the copies of checkpoints are not compared.');
    return await work(isThere);
  } finally {
    await crew.stop();
  }

  async function startEmbedded(): Promise<boolean> {
    const shown = step('Starting the object store');
    try {
      const { ports, dataDir, logDir } = plan;
      const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = keptSecrets(dataDir);
      const binary = await objectStoreBinary({ dataDir });
      await startObjectStore({
        ...{ binary, logDir, port: ports.objectStore, dataDir: join(dataDir, 'objects'), onLaunch: crew.join },
        ...{ accessKeyId, secretAccessKey },
      });
      shown.done('Object store');
      return answers();
    } finally {
      shown.fail();
    }
  }
}

/** A store without the bucket answers too: then there are no copies yet. */
const answers = (): Promise<boolean> =>
  headObject('audit-log').then(
    () => true,
    () => false,
  );
