import { Schema, type Types } from 'mongoose';
import { clock } from './clock.ts';
import type { Job } from './jobs.ts';
import { logger } from './logger.ts';
import { defineModel } from './model.ts';

type Message = {
  _id: Types.ObjectId;
  topic: string;
  payload: Record<string, unknown>;
  tries: number;
  due: Date;
  createdAt: Date;
  lastError?: string;
};

const schema = new Schema<Message>(
  {
    topic: { type: String, required: true },
    payload: { type: Schema.Types.Mixed, required: true },
    tries: { type: Number, default: 0 },
    due: { type: Date, required: true },
    createdAt: { type: Date, required: true },
    lastError: String,
  },
  { versionKey: false, minimize: false },
);
schema.index({ due: 1, _id: 1 });

const Outbox = defineModel<Message>('Outbox', 'outbox', schema, {
  class: 'technical',
  shardKey: '_id',
  asked: [{ why: 'what is due', filter: { due: { $lte: new Date(0) } }, sort: { due: 1, _id: 1 } }],
});

const handlers = new Map<string, (payload: Record<string, unknown>, id: string) => Promise<void>>();

/**
 * Leaves a message for after the commit. Called inside an operation it commits with it, so that it is neither lost nor sent for what never
 * happened. Delivered at least once: handlers do nothing the second time (the id tells).
 */
export async function enqueue(
  topic: string,
  payload: Record<string, unknown>,
  { inMilliseconds = 0 } = {},
): Promise<void> {
  const now = clock.now();
  const due = new Date(now.getTime() + inMilliseconds);
  await Outbox.create([{ topic, payload, due, createdAt: now }]);
}

/** Names the one who handles a topic; bound in the composition root. */
export function onOutbox(
  topic: string,
  handler: (payload: Record<string, unknown>, id: string) => Promise<void>,
): void {
  handlers.set(topic, handler);
}

const LONGEST_WAIT = 3_600_000;
/** For so long a message belongs to the instance that took it; one that died meanwhile loses it to the next. */
const TAKEN_FOR = 60_000;

/** Delivers what is due, oldest first. A message that fails is tried again, ever more rarely, and never dropped. */
export async function deliverOutbox(limit = 100): Promise<number> {
  const topics = [...handlers.keys()];
  let delivered = 0;
  for (const message of await Outbox.find({ due: { $lte: clock.now() } })
    .sort({ due: 1, _id: 1 })
    .limit(limit)
    .lean()) {
    if (!(await taken(message))) continue;
    const handler = handlers.get(message.topic);
    try {
      if (!handler) throw new Error(`nobody handles ${message.topic}; known are ${topics.join(', ')}`);
      await handler(message.payload, String(message._id));
      await Outbox.deleteOne({ _id: message._id });
      delivered += 1;
    } catch (error) {
      const wait = Math.min(1_000 * 2 ** message.tries, LONGEST_WAIT);
      logger.warn(
        { err: error, topic: message.topic },
        'an outbox message could not be delivered and will be tried again',
      );
      await Outbox.updateOne(
        { _id: message._id },
        { $inc: { tries: 1 }, $set: { due: new Date(clock.now().getTime() + wait), lastError: String(error) } },
      );
    }
  }
  return delivered;
}

/** Takes a message for this instance. Handlers are called at least once; this keeps them from being called twice at the same time. */
async function taken({ _id, due }: Message): Promise<boolean> {
  const until = new Date(clock.now().getTime() + TAKEN_FOR);
  return (await Outbox.updateOne({ _id, due }, { $set: { due: until } })).modifiedCount === 1;
}

export const outboxJob: Job = {
  name: 'outbox',
  everyMilliseconds: 1_000,
  run: async () => {
    while ((await deliverOutbox()) === 100);
  },
};
