import { z } from 'zod';
import { integerParameter } from '../../platform/api-route.ts';
import { ENTRY_KINDS, OUTCOMES } from './audit-entry.model.ts';

const moment = z.iso
  .datetime({ offset: true, error: 'Give a time such as 2026-03-01T00:00:00Z.' })
  .transform((text) => new Date(text))
  .optional();
const name = z.string().min(1).max(100).optional();

export const trailQuery = z
  .strictObject({
    kind: z.enum(ENTRY_KINDS).optional().meta({ description: 'What sort of entry.', example: 'change' }),
    entity: name.meta({ description: 'The resource, such as `products`.', example: 'products' }),
    entityId: name.meta({ description: 'One record’s entries; its `entity` must be named too.' }),
    action: name.meta({ description: 'What was done or tried.', example: 'products.edit' }),
    outcome: z.enum(OUTCOMES).optional().meta({ description: 'How it ended.', example: 'refused' }),
    since: moment.meta({ description: 'From this time on.', example: '2026-03-01T00:00:00Z' }),
    until: moment.meta({ description: 'Up to this time.' }),
    order: z.enum(['newest', 'oldest']).default('newest').meta({
      description:
        'With `oldest` a reader can follow the trail: the last minute is held back, so that nothing is added behind a cursor any more.',
    }),
    cursor: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,400}$/)
      .optional()
      .meta({ description: '`next` of the page before. It holds for the same `order` only.' }),
    limit: integerParameter({ min: 1, max: 500, fallback: 100 }).meta({
      description: 'How many entries a page holds; JSON lines have no pages.',
      example: 100,
    }),
  })
  .refine(({ entity, entityId }) => entityId === undefined || entity !== undefined, {
    path: ['entityId'],
    error: 'Name the entity too.',
  });
export type TrailQuery = z.output<typeof trailQuery>;

const values = z.record(z.string(), z.unknown()).nullable();

const entry = z
  .strictObject({
    id: z.string(),
    kind: z.enum(ENTRY_KINDS),
    entity: z.string(),
    entityId: z.string().nullable(),
    action: z.string(),
    outcome: z.enum(OUTCOMES),
    cause: z.string().nullable().meta({ description: 'The stable code of a refusal or failure.' }),
    revision: z.int().nullable().meta({ description: 'The record’s version after a change.' }),
    prevValue: values.meta({ description: 'Changed fields as they were; personal ones masked.' }),
    newValue: values.meta({ description: 'Changed fields as they became; personal ones masked.' }),
    performedBy: z.strictObject({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
    role: z.array(z.string()),
    ip: z.string(),
    userAgent: z.string(),
    source: z.string(),
    reason: z.string().nullable(),
    detail: values,
    requestId: z.string(),
    operationId: z.string().nullable(),
    createdAt: z.iso.datetime(),
    count: z.int().min(1).meta({ description: 'How many equal refusals of nobody in particular it stands for.' }),
    logIndex: z.int().nullable().meta({ description: 'Its place in the signed log; null until it has one.' }),
  })
  .meta({ id: 'AuditEntry' });

export const trailPage = z.strictObject({
  items: z.array(entry),
  next: z.string().nullable().meta({ description: 'The cursor of the next page, or null on the last one.' }),
});

export const exampleEntry: z.input<typeof entry> = {
  id: '64f0c0ffee0000000000beef',
  kind: 'change',
  entity: 'products',
  entityId: '64f0c0ffee0000000000cafe',
  action: 'products.edit',
  outcome: 'done',
  cause: null,
  revision: 4,
  prevValue: { price: 339 },
  newValue: { price: 295 },
  performedBy: { kind: 'user', id: '64f0c0ffee0000000000f00d', name: 'Ivo Stone' },
  role: ['inventory'],
  ip: '203.0.113.7',
  userAgent: 'Mozilla/5.0',
  source: 'panel',
  reason: null,
  detail: null,
  requestId: '01J9Z3T2K8',
  operationId: '64f0c0ffee0000000000d00d',
  createdAt: '2026-03-01T10:00:00.000Z',
  count: 1,
  logIndex: 1204,
};
