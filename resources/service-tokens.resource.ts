import type { PlainRecord } from '../server/http/panel/bson-values.ts';
import {
  createServiceToken,
  revokeServiceToken,
  ServiceTokenModel,
  TOKEN_ROLES,
  usesOf,
} from '../server/modules/identity/admin.ts';
import { scopesFor } from '../server/shared/permissions.policy.ts';
import { defineResource } from './define-resource.ts';

/** For how many days a token may be good; the longest is the longest there is. */
const GOOD_FOR = ['7', '30', '90', '180', '366'];
const SCOPES_BY_ROLE = Object.fromEntries(TOKEN_ROLES.map((role) => [role, scopesFor([role])]));
const ALL_SCOPES = [...new Set(Object.values(SCOPES_BY_ROLE).flat())];

export const serviceTokens = defineResource({
  model: ServiceTokenModel,
  group: 'people',
  icon: 'Key',
  list: ['name', 'role', 'state', 'expiresAt', 'lastUsedAt'],
  filters: ['role'],
  writes: { new: true, edit: false, delete: false },
  fields: {
    name: { help: true },
    role: { help: true },
    scopes: {
      format: 'scopes',
      help: true,
      required: true,
      values: ALL_SCOPES,
      valuesBy: { field: 'role', values: SCOPES_BY_ROLE },
    },
    expiresInDays: { format: 'choice', virtual: true, required: 'new', values: GOOD_FOR, help: true },
    expiresAt: { readOnly: true },
    revokedAt: { readOnly: true },
    hint: { readOnly: true, help: true },
    state: {
      format: 'choice',
      virtual: true,
      readOnly: true,
      values: ['active', 'expired', 'revoked'],
      tones: { active: 'good', expired: 'quiet', revoked: 'bad' },
    },
    lastUsedAt: { format: 'moment', virtual: true, readOnly: true },
  },
  show: [
    { title: 'program', fields: ['name', 'hint', 'role'] },
    { title: 'use', fields: ['state', 'expiresAt', 'revokedAt', 'lastUsedAt'] },
    { title: 'scopes', fields: ['scopes'] },
    { title: 'record', fields: ['createdAt', 'updatedAt', 'revision'] },
  ],
  form: [
    { title: 'program', fields: ['name', 'role', 'expiresInDays'] },
    { title: 'scopes', fields: ['scopes'] },
  ],
  defaults: { role: 'support', expiresInDays: '90', scopes: [] },
  create: async (ctx, { expiresInDays, ...fields }) => {
    const { token, secret } = await createServiceToken(ctx, {
      ...fields,
      expiresInDays: Number(expiresInDays),
    } as never);
    return { id: String(token._id), shownOnce: secret };
  },
  actions: {
    revoke: {
      icon: 'Slash',
      tone: 'danger',
      when: ({ revokedAt }) => !revokedAt,
      run: (ctx, id, _input, { revision }) => revokeServiceToken(ctx, { id, ...(revision ? { revision } : {}) }),
    },
  },
  present: async (records) => {
    const uses = await usesOf(records.map(({ _id, expiresAt }) => ({ _id, expiresAt: new Date(String(expiresAt)) })));
    return records.map((record): PlainRecord => ({ ...record, ...uses.get(String(record['_id'])) }));
  },
});
