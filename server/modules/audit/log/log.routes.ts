import { type Request, type RequestHandler, type Response, Router } from 'express';
import { collectionByName } from '../../../platform/model.ts';
import { isSameSecret } from '../../../platform/same-secret.ts';
import { type AppError, badRequest, forbidden, notFound, unauthenticated } from '../../../shared/errors.ts';
import { can, whoMay } from '../../../shared/permissions.policy.ts';
import type { Actor, RequestContext } from '../../../shared/request-context.ts';
import { AuditLog } from '../audit-entry.model.ts';
import { recordAccess, recordRefusal } from '../record.service.ts';
import { parseTileIndexPath, TILE_WIDTH } from './merkle.policy.ts';
import {
  checkpointAt,
  latestCheckpoint,
  proveConsistency,
  proveInclusion,
  readBundle,
  readLeaf,
  readTile,
} from './read-log.service.ts';

export type LogRouterOptions = {
  /** What machines send as bearer token; without it only signed-in readers get in. */
  token?: string;
  /** Who asks, as the session says. */
  contextOf: (req: Request) => RequestContext | undefined;
};

/** Whoever has the log's token reads the trail as support does: personal values masked, and nothing else. */
export const LOG_READER: Actor = { kind: 'token', id: 'audit-log-token', name: 'audit log token', roles: ['support'] };

/** The log as C2SP tlog-tiles asks for it (checkpoint, tile, tile/entries), and proofs of single entries as JSON. Read-only. */
export function auditLogRouter({ token, contextOf }: LogRouterOptions): Router {
  const router = Router();

  router.use(async (req, _res, next) => {
    if (token && hasToken(req, token)) return next();
    const ctx = contextOf(req);
    const refusal = !ctx || ctx.actor.id === null ? unauthenticated() : mayRead(ctx);
    if (ctx && refusal) {
      const { code: cause } = refusal;
      await recordRefusal(ctx, { entity: 'auditLogs', action: 'auditLogs.readLog', cause, detail: { path: req.path } });
    }
    next(refusal ?? undefined);
  });

  /** Asking for a checkpoint or a proof is on record; tiles, of which a verifier fetches thousands, are not. */
  const onRecord: RequestHandler = async (req, _res, next) => {
    const asked = contextOf(req);
    const ctx = asked && token && hasToken(req, token) ? { ...asked, actor: LOG_READER } : asked;
    if (ctx) await recordAccess(ctx, { entity: 'auditLogs', action: 'readLog', filter: { path: req.path } });
    next();
  };

  router.get('/checkpoint', onRecord, async (_req, res) => {
    const latest = await latestCheckpoint();
    if (!latest) throw notFound('checkpoint', 'yet: the log is empty');
    res.set('Cache-Control', 'no-cache').type('text/plain; charset=utf-8').send(latest.note);
  });

  router.get(/^\/tile\/(\d{1,2}|entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/, async (req, res) => {
    const [level = '', path = '', partial] = [req.params[0], req.params[1], req.params[2]];
    const index = parseTileIndexPath(path);
    const width = partial === undefined ? TILE_WIDTH : Number(partial);
    if (index === null || width < 1 || width > TILE_WIDTH || (partial !== undefined && width === TILE_WIDTH))
      throw notFound('tile', req.path);
    const bytes = level === 'entries' ? await readBundle(index, width) : await readTile(Number(level), index, width);
    if (!bytes) throw notFound('tile', req.path);
    sendForEver(res, bytes);
  });

  router.get('/proof/inclusion', onRecord, async (req, res) => {
    const [entry, of] = [String(req.query['entry'] ?? ''), String(req.query['of'] ?? AuditLog.collection.name)];
    const latest = await latestCheckpoint();
    const index = await logIndexOf(of, entry);
    if (!latest || index === null || index >= latest.size) throw notFound('entry in the log', entry);
    const proof = await proveInclusion(index, latest.size);
    const leaf = await readLeaf(index);
    res.json({ entry, of, index, leaf, size: latest.size, proof: proof.map(base64), checkpoint: latest.note });
  });

  router.get('/proof/consistency', onRecord, async (req, res) => {
    const [first, second] = [sizeFrom(req.query['first']), sizeFrom(req.query['second'])];
    const latest = await latestCheckpoint();
    if (first === null || second === null || first > second || second > (latest?.size ?? 0))
      throw badRequest(
        'bad_tree_sizes',
        `Name two sizes, first=M and second=N, with 1 ≤ M ≤ N ≤ ${latest?.size ?? 0}, the size of the latest checkpoint.`,
      );
    const proof = await proveConsistency(first, second);
    const [firstCheckpoint, secondCheckpoint] = [await checkpointAt(first), await checkpointAt(second)];
    res.json({ first, second, proof: proof.map(base64), firstCheckpoint, secondCheckpoint });
  });

  return router;
}

const base64 = (hash: Buffer): string => hash.toString('base64');

const mayRead = ({ actor }: RequestContext): AppError | null =>
  can(actor, 'auditLogs', 'readLog') ? null : forbidden('read', 'the audit log', whoMay('auditLogs', 'readLog'));

function hasToken(req: Request, token: string): boolean {
  const sent = /^Bearer (.+)$/.exec(req.get('authorization') ?? '')?.[1] ?? '';
  return isSameSecret(sent, token);
}

/** The place of an entry of the trail, or of a row of a ledger, in the log; null where it has none. */
async function logIndexOf(collection: string, id: string): Promise<number | null> {
  const declared = collectionByName(collection);
  if (!/^[0-9a-f]{24}$/.test(id) || !(declared?.class === 'trail' || declared?.class === 'ledger')) return null;
  const row = await declared.model.findById(id, { logIndex: 1 }).lean<{ logIndex?: number }>();
  return row?.logIndex ?? null;
}

const sizeFrom = (text: unknown): number | null => (/^[1-9]\d{0,14}$/.test(String(text)) ? Number(text) : null);

function sendForEver(res: Response, bytes: Buffer): void {
  res.set('Cache-Control', 'private, max-age=31536000, immutable').type('application/octet-stream').send(bytes);
}
