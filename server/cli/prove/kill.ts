import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import mongoose from 'mongoose';
import { databaseAddress } from '../../platform/database.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { ADDRESS, GUEST } from './people.ts';

/** What every cart of these scenes is ordered with. */
export const CHECKOUT = { guest: GUEST, address: ADDRESS, paymentMethod: 'card_test', card: 'approve' } as const;
export const tokenOfCart = (cart: number): string => `cart-${cart}-`.padEnd(32, '0');
export const keyOfCart = (cart: number): string => `order-of-cart-${cart}`;

type Killing = { products: string[]; carts: number; killedAfter: number; ctx: RequestContext };

/**
 * Orders carts in a process of its own, on the connected database, and kills it (-9) after so many were acknowledged; without `killedAfter`
 * reached, it ends by itself. Answers which carts it acknowledged, with the numbers of their orders.
 */
export async function killWhileOrdering({ products, carts, killedAfter, ctx }: Killing) {
  const { uri, database } = databaseAddress();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'shop-that-is-killed.ts')], {
    env: {
      PATH: process.env['PATH'],
      MONGODB_URI: uri,
      DATABASE: database,
      PRODUCTS: JSON.stringify(products),
      CARTS: String(carts),
      CONTEXT: JSON.stringify(ctx),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const told: { cart: number; name: string }[] = [];
  for await (const line of createInterface(child.stdout)) {
    told.push(JSON.parse(line) as (typeof told)[number]);
    if (told.length === killedAfter) child.kill('SIGKILL');
  }
  await gone;
  await endItsTransactions(child.pid ?? 0);
  return told;
}

/** The name under which the process that is killed is known to the database. */
export const appNameOf = (pid: number): string => `counterfoil-killed-${pid}`;

/** MongoDB ends the open transactions of a client that went away after a minute; here at once. */
async function endItsTransactions(pid: number): Promise<void> {
  const admin = mongoose.connection.getClient().db('admin');
  const open = await admin
    .aggregate<{ lsid?: { id: unknown } }>(
      [{ $currentOp: { idleSessions: true } }, { $match: { appName: appNameOf(pid), 'lsid.id': { $exists: true } } }],
      { readConcern: { level: 'local' } },
    )
    .toArray();
  const ids = open.flatMap(({ lsid }) => (lsid ? [{ id: lsid.id }] : []));
  if (ids.length > 0) await admin.command({ killSessions: ids });
}
