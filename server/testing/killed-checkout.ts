import mongoose from 'mongoose';
import { runOperation } from '../modules/audit/index.ts';
import { checkOut } from '../modules/ordering/index.ts';
import { registerPaymentProvider } from '../modules/payments/index.ts';
import { connectDatabase } from '../platform/database.ts';
import type { RequestContext } from '../shared/request-context.ts';
import { inOneTurn } from './crowd.ts';

/*
 * A server that is killed while it carries out a checkout: once the order is committed but not yet paid (`charging`), while nothing is
 * committed yet (`placing`: an operation around it keeps all of it open), or while several share a transaction, before and after its commit
 * (`committing`, `committed`). It tells on its standard output which session it uses and when to kill.
 */
const { HOW = '', CONTEXT = '', PRODUCT = '', REQUEST = '' } = process.env;
const carts = JSON.parse(process.env['CARTS'] ?? '') as { token: string; key: string }[];
const ctx = JSON.parse(CONTEXT) as RequestContext;
const say = (told: object): void => void process.stdout.write(`${JSON.stringify(told)}\n`);
const hang = () => new Promise<never>(() => setInterval(() => undefined, 1_000));

registerPaymentProvider({
  id: 'card_test',
  firstRules: { inShop: true, shipsUnpaid: false, expiresAfterMinutes: 30 },
  charge: async () => {
    say({ kill: true });
    return hang();
  },
  refund: hang,
});

const orders = carts.map(
  ({ token, key }) =>
    () =>
      checkOut(ctx, { token }, JSON.parse(REQUEST), key),
);
const sayWhich = ({ id }: mongoose.ClientSession) => say({ session: id?.id.toString('hex') });

function stopAtCommit(): void {
  const { prototype } = mongoose.mongo.ClientSession;
  const commit = prototype.commitTransaction;
  prototype.commitTransaction = async function stopHere(this: mongoose.ClientSession) {
    sayWhich(this);
    if (HOW === 'committed') await commit.call(this);
    say({ kill: true });
    return hang();
  };
}

await connectDatabase(process.env['MONGODB_URI'] ?? '');
if (HOW === 'charging') await orders[0]?.();
if (HOW === 'placing')
  await runOperation(ctx, { action: 'orders.place' }, async ({ session }) => {
    sayWhich(session);
    await orders[0]?.();
  });
stopAtCommit();
await inOneTurn(PRODUCT, orders);
