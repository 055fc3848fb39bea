import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, type OnLaunch, startChild } from './child.ts';

export type ObjectStoreOptions = {
  binary: string;
  dataDir: string;
  logDir: string;
  /** The S3 port; the parts behind it take the next nine. */
  port: number;
  accessKeyId: string;
  secretAccessKey: string;
  onLaunch?: OnLaunch;
};

export type ObjectStore = { child: Child; endpoint: string };

/** Starts the S3 server on loopback, and returns when it stores objects. */
export async function startObjectStore(options: ObjectStoreOptions): Promise<ObjectStore> {
  const { binary, dataDir, logDir, port, onLaunch } = options;
  mkdirSync(dataDir, { recursive: true });
  const config = join(dataDir, 'identities.json');
  writeFileSync(config, identities(options), { mode: 0o600 });
  const child = await startChild({
    name: 'the object store',
    command: binary,
    args: ['mini', `-dir=${dataDir}`, `-s3.config=${config}`, ...portArguments(port), ...QUIET],
    logFile: join(logDir, 'object-store.log'),
    ready: () => storesObjects(port),
    graceMs: 3000,
    onLaunch,
  });
  return { child, endpoint: `http://127.0.0.1:${port}` };
}

// Left to itself it listens on all addresses, reports home and opens interfaces nobody here uses.
const QUIET = [
  '-ip=127.0.0.1',
  '-ip.bind=127.0.0.1',
  '-master.telemetry=false',
  '-webdav=false',
  '-admin.ui=false',
  '-s3.port.iceberg=0',
  '-s3.port.lance=0',
  '-s3.iam=false',
  // Nobody else serves these volumes, so there is nobody to tell before it stops.
  '-volume.preStopSeconds=0',
];

function portArguments(first: number): string[] {
  const names = ['s3.port', 's3.port.grpc', 'master.port', 'master.port.grpc', 'volume.port', 'volume.port.grpc'];
  const rest = ['filer.port', 'filer.port.grpc', 'admin.port', 'admin.port.grpc'];
  return [...names, ...rest].map((name, index) => `-${name}=${first + index}`);
}

function identities({ accessKeyId, secretAccessKey }: ObjectStoreOptions): string {
  const credentials = [{ accessKey: accessKeyId, secretKey: secretAccessKey }];
  return JSON.stringify({ identities: [{ name: 'counterfoil', credentials, actions: ['Admin'] }] });
}

/** The front answers before there is room for an object behind it, so both are asked. */
async function storesObjects(port: number): Promise<boolean> {
  const front = await fetch(`http://127.0.0.1:${port}/`);
  await front.body?.cancel();
  const assign = await fetch(`http://127.0.0.1:${port + 2}/dir/assign`);
  const answer = (await assign.json()) as { fid?: string };
  return Boolean(answer.fid);
}
