import { Schema } from 'mongoose';
import { defineModel } from '../../platform/model.ts';

/** What a session knows of its person. The cookie holds nothing but the session's signed id. */
export type SessionData = {
  id_token?: string;
  /** The session's id at the identity provider. */
  sid?: string;
  userId?: string;
};

/** When a session was begun, last used and would end, in seconds since 1970, and what it knows. */
export type StoredSession = { header: { iat: number; uat: number; exp: number }; data: SessionData };

type Session = Partial<StoredSession> & {
  _id: string;
  expires: Date;
  /** An ended session stays as a mark until it would have expired, so that a request under way cannot bring it back. */
  ended?: boolean;
};

const schema = new Schema<Session>(
  {
    _id: { type: String, required: true },
    header: { iat: Number, uat: Number, exp: Number },
    data: { type: Schema.Types.Mixed },
    expires: { type: Date, required: true },
    ended: { type: Boolean },
  },
  { versionKey: false, minimize: false },
);
schema.index({ expires: 1 }, { expireAfterSeconds: 0 });
schema.index({ 'data.userId': 1 }, { sparse: true });
schema.index({ 'data.sid': 1 }, { sparse: true });

export const SessionModel = defineModel<Session>('sessions', 'sessions', schema, {
  class: 'technical',
  shardKey: '_id',
  asked: [
    { why: 'sign out everywhere', filter: { 'data.userId': 'u1' } },
    { why: 'the provider ended a session', filter: { 'data.sid': 's1' } },
  ],
});
