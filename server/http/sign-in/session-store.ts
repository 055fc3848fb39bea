import type { SessionStore } from 'express-openid-connect';
import { endSession, loadSession, type SessionData, saveSession } from '../../modules/identity/index.ts';

/** A session is written again for its idle limit only this often, so that plain reads write nothing. */
const TOUCH_EVERY_SECONDS = 60;

type Loaded = { uat: number; json: string };

/**
 * Keeps one door's sessions in the database. It writes a session only when something changed or a minute has passed, and never one that
 * has ended: a request that was under way at sign-out can't bring its session back.
 */
export function sessionStore(idPrefix: string): SessionStore<SessionData> {
  const loaded = new WeakMap<object, Loaded>();

  return {
    get(id, callback) {
      if (!id.startsWith(idPrefix)) return callback(null, null);
      loadSession(id).then((session) => {
        if (!session) return callback(null, null);
        loaded.set(session.data, { uat: session.header.uat, json: JSON.stringify(session.data) });
        // The library keeps the cookie's options itself; a store of its kind returns them only for others' sake.
        callback(null, { ...session, cookie: { expires: 0, maxAge: 0 } });
      }, callback);
    },
    set(id, { header, data, cookie }, callback = () => {}) {
      const before = loaded.get(data);
      const fresh = before && header.uat - before.uat < TOUCH_EVERY_SECONDS && before.json === JSON.stringify(data);
      if (fresh) return callback();
      saveSession(id, { header, data }, new Date(Number(cookie.expires))).then(() => callback(), callback);
    },
    destroy(id, callback = () => {}) {
      endSession(id).then(() => callback(), callback);
    },
  };
}
