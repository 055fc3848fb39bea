import { Schema } from 'mongoose';
import { type Audited, auditedModel } from '../../audit/index.ts';
import { APPROVABLE_KINDS, type ApprovableKind } from './approvable-kinds.policy.ts';

export const APPROVAL_STATES = ['waiting', 'approved', 'declined', 'cancelled', 'expired', 'outdated'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

type Person = { kind: string; id: string | null; name: string };
type Values = Record<string, unknown>;

/** Something that one person wants to be done and another has to approve first, with the exact difference that it makes. */
export type Approval = {
  kind: ApprovableKind;
  entity: string;
  entityId: string | null;
  /** What the action is given when it is carried out. */
  input: Values;
  before: Values;
  after: Values;
  /** What must still be so when it is carried out. */
  basis: Values;
  size: number;
  reason?: string;
  requestedBy: Person;
  /** The id in `requestedBy`: whose request it is. */
  requester: string;
  state: ApprovalState;
  expiresAt: Date;
  /** What it is about, while it waits: nobody asks for the same thing twice. */
  waitsFor?: string;
  decidedBy?: Person;
  decidedAt?: Date;
  /** What was said with the decision; of an outdated request, what changed meanwhile. */
  decision?: string;
  /** Nobody else could have approved it, so that the requester confirmed it alone. */
  alone?: boolean;
  demo?: boolean;
};

export type StoredApproval = Approval & Audited & { _id: unknown };

const person = new Schema<Person>(
  {
    kind: { type: String, required: true },
    id: { type: String, default: null },
    name: { type: String, required: true },
  },
  // Its own `id` is a field of it, not Mongoose's.
  { _id: false, id: false },
);
const values = { type: Schema.Types.Mixed, required: true } as const;

const schema = new Schema<Approval>(
  {
    kind: { type: String, enum: APPROVABLE_KINDS, required: true },
    entity: { type: String, required: true },
    entityId: { type: String, default: null },
    input: values,
    before: values,
    after: values,
    basis: values,
    size: { type: Number, required: true },
    reason: { type: String, maxlength: 2_000 },
    requestedBy: { type: person, required: true },
    requester: { type: String, required: true },
    state: { type: String, enum: APPROVAL_STATES, required: true, default: 'waiting' },
    expiresAt: { type: Date, required: true },
    waitsFor: { type: String },
    decidedBy: { type: person },
    decidedAt: { type: Date },
    decision: { type: String, maxlength: 2_000 },
    alone: { type: Boolean },
    demo: { type: Boolean },
  },
  { strict: 'throw' },
);
schema.index({ waitsFor: 1 }, { unique: true, sparse: true });
schema.index({ createdAt: -1, _id: -1 });
schema.index({ entityId: 1 });
schema.index({ state: 1, createdAt: -1, _id: -1 });
schema.index({ state: 1, expiresAt: 1 });
schema.index({ requester: 1, createdAt: -1, _id: -1 });
schema.index({ kind: 1, createdAt: -1, _id: -1 });
schema.index({ entity: 1, createdAt: -1, _id: -1 });

const newest = { createdAt: -1, _id: -1 } as const;

export const ApprovalModel = auditedModel<Approval>('approvals', 'approvals', schema, {
  // Unique while it waits; a cluster that shards them would keep that name in a collection of its own.
  shardKey: '_id',
  asked: [
    { why: 'what waits for the same thing', filter: { waitsFor: 'writeOff:1' } },
    { why: 'panel: those about one record', filter: { entityId: 'x' } },
    { why: 'panel: the newest', filter: {}, sort: newest },
    { why: 'panel: those in one state', filter: { state: 'waiting' }, sort: newest },
    { why: 'panel: those of one kind', filter: { kind: 'writeOff' }, sort: newest },
    { why: 'panel: what somebody asked for', filter: { requester: 'x' }, sort: newest },
    { why: 'panel: those on stock', filter: { entity: { $in: ['products'] } }, sort: newest },
    { why: 'what nobody decided in time', filter: { state: 'waiting', expiresAt: { $lt: new Date(0) } } },
  ],
});
