import { runOperation } from '../modules/audit/index.ts';
import { checkOut } from '../modules/ordering/index.ts';
import { registerPaymentProvider } from '../modules/payments/index.ts';
import { connectDatabase } from '../platform/database.ts';
import type { RequestContext } from '../shared/request-context.ts';

/*
 * A server that is killed while it carries out a checkout: once the order is committed but not yet paid (`charging`), or while nothing is
 * committed yet (`placing`: an operation around it keeps all of it open). It tells on its standard output which session it uses and when to kill.
 */
const { CONTEXT = '', TOKEN = '', KEY = '', REQUEST = '' } = process.env;
const ctx = JSON.parse(CONTEXT) as RequestContext;
const say = (told: object): void => void process.stdout.write(`${JSON.stringify(told)}\n`);
const hang = () => new Promise<never>(() => setInterval(() => undefined, 1_000));

registerPaymentProvider({
  id: 'card_test',
  firstRules: { inShop: true, shipsUnpaid: false, expiresAfterMinutes: 30 },
  charge: async () => {
    say({ charging: true });
    return hang();
  },
  refund: hang,
});

const order = () => checkOut(ctx, { token: TOKEN }, JSON.parse(REQUEST), KEY);

await connectDatabase(process.env['MONGODB_URI'] ?? '');
if (process.env['HOW'] === 'charging') await order();
await runOperation(ctx, { action: 'orders.place' }, async ({ session }) => {
  say({ session: session.id?.id.toString('hex') });
  await order();
});
