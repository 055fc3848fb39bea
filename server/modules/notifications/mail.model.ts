import { Schema, Types } from 'mongoose';
import { auditedModel } from '../audit/index.ts';

export const MAIL_KINDS = [
  'confirmation',
  'changed',
  'shipped',
  'refunded',
  'cancelled',
  'return_requested',
  'return_accepted',
  'return_declined',
  'back_in_stock',
  'low_stock',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** `kept`: nobody is to send it, because no mail server is set up or it belongs to the demo shop; it can be read here. */
export const MAIL_STATES = ['queued', 'sent', 'failed', 'kept'] as const;
export type MailState = (typeof MAIL_STATES)[number];

export type Mail = {
  _id: Types.ObjectId;
  /** What it is about, once: the same key again is the same mail. */
  key: string;
  kind: MailKind;
  to: string;
  subject: string;
  text: string;
  html: string;
  state: MailState;
  /** Rises with every "send again", so that each sending is a mail of its own to the servers on the way. */
  round: number;
  queuedAt: Date;
  sentAt?: Date | null;
  /** Why it is not sent yet, or never will be. */
  problem?: string | null;
  order?: Types.ObjectId | null;
  product?: Types.ObjectId | null;
  demo?: boolean;
};

const text = (maxlength: number) => ({ type: String, required: true, maxlength }) as const;

const mailSchema = new Schema<Mail>(
  {
    key: text(200),
    kind: { type: String, enum: MAIL_KINDS, required: true },
    to: text(254),
    subject: text(300),
    text: text(200_000),
    html: text(500_000),
    state: { type: String, enum: MAIL_STATES, required: true },
    round: { type: Number, required: true, default: 1 },
    queuedAt: { type: Date, required: true },
    sentAt: { type: Date, default: null },
    problem: { type: String, default: null, maxlength: 500 },
    order: { type: Schema.Types.ObjectId, ref: 'orders', default: null },
    product: { type: Schema.Types.ObjectId, ref: 'products', default: null },
    demo: { type: Boolean },
  },
  { strict: 'throw' },
);

// An equality finds a partial index by `$gt`, not by `$type`.
const NO_ID = new Types.ObjectId('000000000000000000000000');
const newest = { queuedAt: -1, _id: -1 } as const;
mailSchema.index({ key: 1 }, { unique: true });
mailSchema.index(newest);
mailSchema.index({ state: 1, ...newest });
mailSchema.index({ kind: 1, ...newest });
mailSchema.index({ to: 1, ...newest });
mailSchema.index({ order: 1, ...newest }, { partialFilterExpression: { order: { $gt: NO_ID } } });

const someId = new Types.ObjectId('000000000000000000000001');

export const MailModel = auditedModel<Mail>('mails', 'mails', mailSchema, {
  shardKey: 'key',
  personal: ['to', 'text', 'html', 'problem'],
  asked: [
    { why: 'what was mailed about a matter', filter: { key: 'order.placed:1' } },
    { why: 'the list, newest first', filter: {}, sort: newest },
    { why: 'mails by state', filter: { state: 'failed' }, sort: newest },
    { why: 'mails of a kind', filter: { kind: 'shipped' }, sort: newest },
    { why: 'mails to an address', filter: { to: 'ada@example.org' }, sort: newest },
    { why: 'the mails about an order', filter: { order: someId }, sort: newest },
    { why: 'the mails about some orders, to erase them', filter: { order: { $in: [someId] } } },
  ],
});
