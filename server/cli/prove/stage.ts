import { setTimeout as sleep } from 'node:timers/promises';
import { createProduct, storedStock } from '../../modules/catalog/index.ts';
import { receiveStock, verifyStock } from '../../modules/inventory/index.ts';
import { verifyOrders } from '../../modules/ordering/index.ts';
import { isAppError } from '../../shared/errors.ts';
import { type RequestContext, systemContext } from '../../shared/request-context.ts';
import { type Curtain, drawing } from './drawing.ts';

/** How many attempts came to which end: `done`, or the code of the refusal. */
export type Outcomes = Record<string, number>;

/** What a scene has at hand. */
export type Stage = {
  /** May do whatever staff may. */
  staff: RequestContext;
  /** Somebody in the shop who has not signed in. */
  guest: RequestContext;
  /** A product on sale with so many on hand. Its stock is drawn while the scene plays. Answers its id. */
  product(onHand: number): Promise<string>;
  /** Starts all attempts at the same moment, draws, and counts how they ended. What is no expected refusal is thrown. */
  atOnce(attempts: readonly (() => Promise<unknown>)[]): Promise<Outcomes>;
  /** On hand, reserved and available, in steps of the unit. */
  figures(productId: string): Promise<{ onHand: number; reserved: number; available: number }>;
  /** Says one fact in plain words, and whether it came out as promised. */
  says(sentence: string, asPromised: boolean): void;
};

/** One thing that is proved before one's eyes. A scene is added by adding it to the list in scenes.ts. */
export type Scene = { title: string; play(stage: Stage): Promise<void> };

export type Proof = { title: string; sentences: { sentence: string; asPromised: boolean }[] };

const SAMPLE_EVERY_MS = 60;

/** Plays the scenes one after another in the connected database, which has to be an empty one. Answers what each of them showed. */
export async function playScenes(scenes: readonly Scene[], write: (text: string) => void): Promise<Proof[]> {
  const proofs: Proof[] = [];
  for (const scene of scenes) proofs.push(await playOne(scene, drawing(scene.title, write)));
  return proofs;
}

async function playOne({ title, play }: Scene, curtain: Curtain): Promise<Proof> {
  const products: string[] = [];
  const sentences: Proof['sentences'] = [];
  const staff = systemContext('Prove', { reason: 'the races of npm run prove' });
  const guest: RequestContext = {
    ...staff,
    source: 'shop',
    actor: { kind: 'guest', id: null, name: 'guest', roles: [] },
  };
  const available = async (): Promise<number> => {
    const figures = await Promise.all(products.map(figuresOf));
    return figures.reduce((sum, figure) => sum + figure.available, 0);
  };
  const stage: Stage = {
    staff,
    guest,
    figures: figuresOf,
    says: (sentence, asPromised) => void sentences.push({ sentence, asPromised }),
    async product(onHand) {
      const sku = `PROVE-${title.length}-${products.length}-${Date.now() % 1e8}`;
      const { _id } = await createProduct(staff, { name: `Lantern ${sku}`, sku, price: 295, status: 'active' });
      const productId = String(_id);
      if (onHand > 0) await receiveStock(staff, { productId, quantity: onHand });
      products.push(productId);
      return productId;
    },
    async atOnce(attempts) {
      const outcomes: Outcomes = {};
      const sample = async (): Promise<void> => curtain.sample(await available(), outcomes);
      let running = true;
      await sample();
      const drawn = (async () => {
        while (running) {
          await sleep(SAMPLE_EVERY_MS);
          await sample();
        }
      })();
      try {
        await Promise.all(attempts.map((attempt) => counted(attempt, outcomes)));
      } finally {
        running = false;
        await drawn;
      }
      return outcomes;
    },
  };
  await play(stage);
  const [stock, orders] = [await verifyStock(), await verifyOrders()];
  stage.says('on hand = the sum of the movements, reserved = the open orders', stock.problems.length === 0);
  if (orders.orders > 0) stage.says('every order = its lines and its payments', orders.problems.length === 0);
  curtain.fall(sentences);
  return { title, sentences };
}

async function counted(attempt: () => Promise<unknown>, outcomes: Outcomes): Promise<void> {
  let ended = 'done';
  try {
    await attempt();
  } catch (error) {
    if (!isAppError(error) || error.status >= 500) throw error;
    ended = error.code;
  }
  outcomes[ended] = (outcomes[ended] ?? 0) + 1;
}

async function figuresOf(productId: string): Promise<{ onHand: number; reserved: number; available: number }> {
  const { quantity = 0, reserved = 0, held = 0 } = (await storedStock(productId)) ?? {};
  return { onHand: quantity, reserved, available: quantity - reserved - held };
}
