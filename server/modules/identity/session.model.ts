import { Schema } from 'mongoose';
import { defineModel } from '../../platform/model.ts';

/** The collection in which the session store keeps who is signed in; the cookie holds nothing but the signed id. */
export const SESSIONS = 'sessions';

/** What a session holds of its own; the rest belongs to the OpenID library. */
export type SessionData = {
  id_token?: string;
  /** The session's id at the identity provider. */
  sid?: string;
  userId?: string;
};

export type Session = {
  _id: string;
  session: { header: { iat: number; uat: number; exp: number }; data: SessionData };
  expires: Date;
  /** An ended session stays as a mark until it would have expired, so that a request under way cannot bring it back. */
  ended?: boolean;
};

const schema = new Schema<Session>(
  {
    _id: { type: String, required: true },
    session: { type: Schema.Types.Mixed },
    expires: { type: Date, required: true },
    ended: { type: Boolean },
  },
  { versionKey: false, strict: false, minimize: false },
);
schema.index({ expires: 1 }, { expireAfterSeconds: 0 });
schema.index({ 'session.data.userId': 1 }, { sparse: true });
schema.index({ 'session.data.sid': 1 }, { sparse: true });

export const SessionModel = defineModel<Session>('sessions', SESSIONS, schema, {
  class: 'technical',
  shardKey: '_id',
  asked: [
    { why: 'sign out everywhere', filter: { 'session.data.userId': 'u1' } },
    { why: 'the provider ended a session', filter: { 'session.data.sid': 's1' } },
  ],
});
