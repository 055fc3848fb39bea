import mongoose from 'mongoose';
import type { FieldDefinition, ResourceDefinition } from '../../server/http/panel/resource-definition.ts';
import { places, ports } from './places.ts';
import type { Page } from './test.ts';

/*
 * Texts that would run, or change the page, were they ever taken for markup; in every text that a model's schema has. Each carries a mark by
 * which a page that shows it is known to show it.
 */
export type Variant = 'markup' | 'address';

/** Another one each time, since the product under test may be that of the last run. */
const NEW = Date.now();

/** What no page of ours has, unless a text became an element. */
export const SMUGGLED = 'hostile-mark';

const marked: string[] = [];

/** A mark that stays as it is where a page makes words of a name: `qz17zq`. */
function markOf(field: string): string {
  const known = marked.indexOf(field);
  return `qz${known >= 0 ? known : marked.push(field) - 1}zq`;
}

/** The fields whose marks a text holds. */
export const fieldsIn = (text: string): string[] =>
  [...text.matchAll(/qz(\d+)zq/gi)].map(([, number]) => marked[Number(number)] ?? '');

/** Last in the order of names, so that the lists which other tests look at begin as they did. */
function hostile(variant: Variant, mark: string): string {
  if (variant === 'address') return `javascript:alert(1)//${mark} ${NEW}`;
  return `zz ${mark} ${NEW}</title></script><script>alert(2)</script>"'><img src=x onerror=alert(3)><${SMUGGLED}>`;
}

/** Where a field has no room for more. */
const SHORT = '"><img src=x onerror=alert(4)>';

type SchemaPath = {
  instance: string;
  enumValues?: string[];
  options: { ref?: unknown };
  schema?: { paths: Record<string, SchemaPath> };
  embeddedSchemaType?: SchemaPath;
};
type Values = Record<string, unknown>;
type Build = { resource: string; variant: Variant; fields: string[]; ids: ReadonlyMap<string, unknown> };

const LONG_AGO = new Date('2001-02-03T04:05:06Z');
const TOMORROW = new Date(NEW + 86_400_000);
/** Kept by the log for itself; no person types or reads it. */
const OF_THE_LOG = new Set(['salts', 'pending', 'logIndex', 'erasedBy', '__v']);

function filled(path: SchemaPath, name: string, build: Build): unknown {
  const inner = path.embeddedSchemaType;
  if (path.instance === 'Array' && inner) return [filled(inner, name, build)];
  if (path.schema) return recordOf(path.schema.paths, build, `${name}.`);
  const listed = path.enumValues?.at(-1);
  if (listed) return listed;
  const text = (of = name): string => {
    const field = `${build.resource}.${of}`;
    build.fields.push(field);
    return hostile(build.variant, markOf(field));
  };
  switch (path.instance) {
    case 'String':
      return text();
    case 'Mixed':
    case 'Map':
      return { name: text(), [text(`${name} key`).replaceAll(/[.$]/g, '')]: text(`${name} value`) };
    case 'Number':
      return 1;
    case 'Boolean':
      return false;
    case 'Date':
      // What has run out goes by itself.
      return /expiresAt$/.test(name) ? TOMORROW : LONG_AGO;
    case 'ObjectId':
      return build.ids.get(String(path.options.ref)) ?? new mongoose.mongo.ObjectId();
    default:
      throw new Error(`Say in e2e/support/hostile.ts what a ${path.instance} is filled with (${name})`);
  }
}

/** A record in which every text is hostile, numbers and dates are of the right type, and states are the last that there are. */
function recordOf(paths: Record<string, SchemaPath>, build: Build, within = ''): Values {
  const record: Values = {};
  for (const [name, path] of Object.entries(paths)) {
    if (OF_THE_LOG.has(name) || name.includes('$*')) continue;
    const [head = '', part] = name.split('.');
    const value = filled(path, within + name, build);
    if (part) record[head] = { ...(record[head] as Values | undefined), [part]: value };
    else record[head] = value;
  }
  return record;
}

/** What a form is given where it refuses a hostile text, or is no text. */
const PLAIN: Values = {
  name: 'Hostile',
  reference: 'Hostile',
  username: `hostile-${NEW}`,
  sku: `E2E-HOSTILE-${NEW}`,
  price: '1.00',
  uom: 'piece',
  email: `hostile-${NEW}@counterfoil.test`,
  slug: `hostile-${NEW}`,
  shelf: 'A1',
  leadTimeDays: '3',
  roles: ['support'],
  role: 'support',
  scopes: ['orders.list'],
  expiresInDays: '7',
};
const TYPED = new Set<FieldDefinition['format']>(['text', 'longText', 'email', 'phone', undefined]);

/** Adds a record by the form of its resource, every text of it hostile but for those that the form refuses; answers its id and which it took. */
async function addByForm(page: Page, resource: ResourceDefinition): Promise<{ id: string; taken: string[] }> {
  const names = resource.form.flatMap(({ fields }) => fields).filter((name) => !resource.fields[name]?.readOnly);
  const attempts = new Map(
    names.map((name) => {
      const isTyped = TYPED.has(resource.fields[name]?.format);
      const texts = isTyped ? [hostile('markup', markOf(`${resource.id}.${name}`)), SHORT] : [];
      return [name, [...texts, PLAIN[name]]];
    }),
  );
  for (;;) {
    const values = [...attempts].map(([name, [first]]) => [name, first]).filter(([, value]) => value !== undefined);
    const answer = await page.request.post(`${places.office}/admin/api/resources/${resource.id}/actions/new`, {
      headers: { 'sec-fetch-site': 'same-origin', 'x-counterfoil': 'panel' },
      data: { values: Object.fromEntries(values) },
    });
    const said = (await answer.json()) as { record?: { id?: string }; error?: { fields: Record<string, string> } };
    if (answer.ok() && said.record?.id) {
      const isTaken = ([, [first]]: [string, unknown[]]): boolean =>
        typeof first === 'string' && first.startsWith('zz');
      return { id: said.record.id, taken: [...attempts].filter(isTaken).map(([name]) => name) };
    }
    const refused = Object.keys(said.error?.fields ?? {}).filter((name) => (attempts.get(name)?.length ?? 0) > 1);
    if (refused.length === 0) throw new Error(`${resource.id} takes none of it: ${JSON.stringify(said.error)}`);
    for (const name of refused) attempts.get(name)?.shift();
  }
}

/** What the shop must be able to find and to reckon with; only what is not a text for people. */
const IN_THE_SHOP: Record<string, Values> = {
  products: {
    slug: 'hostile-in-the-shop',
    status: 'active',
    uom: 'piece',
    quantity: 9,
    reserved: 0,
    held: 0,
  },
  categories: { slug: 'hostile-shelf' },
  orders: { name: 'E2E-HOSTILE', currency: 'GBP', status: 'open', kind: 'sale' },
  approvals: { entity: 'suppliers', state: 'cancelled' },
  auditLogs: { entity: 'suppliers' },
  staff: { roles: ['support'] },
};

export type HostileRecord = { resource: ResourceDefinition; variant: Variant; id: string; fields: string[] };

/**
 * Two hostile records of every resource: one made by its form, where it has one and as far as the form takes them, and otherwise put straight
 * into the database, as somebody might who has got into it.
 */
export async function plantHostileRecords(
  page: Page,
  resources: readonly ResourceDefinition[],
): Promise<HostileRecord[]> {
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${ports.database}/?replicaSet=rs0`);
  try {
    const database = client.db('counterfoil');
    const planted: HostileRecord[] = [];
    for (const variant of ['address', 'markup'] as const) {
      const ids = new Map<string, unknown>();
      const made = resources.map((resource, index) => {
        const paths = resource.model.schema.paths as unknown as Record<string, SchemaPath>;
        // Sorted by their ids they come before all others.
        const hex = `ffffff${variant === 'markup' ? '0' : '1'}${index.toString(16).padStart(17, '0')}`;
        const isNamed = paths['_id']?.instance === 'String';
        const _id = isNamed ? `zz-${hostile(variant, markOf(`${resource.id}._id`))}` : new mongoose.mongo.ObjectId(hex);
        if (!ids.has(resource.model.modelName)) ids.set(resource.model.modelName, _id);
        return { resource, paths, _id };
      });
      for (const { resource, paths, _id } of made) {
        const build: Build = { resource: resource.id, variant, fields: [], ids };
        const collection = database.collection<Values>(resource.model.collection.collectionName);
        const own =
          variant === 'address' ? IN_THE_SHOP[resource.id] : resource.id === 'staff' ? { roles: ['support'] } : {};
        const { _id: _made, ...values } = { ...recordOf(paths, build), ...own };
        if (variant === 'markup' && resource.writes.new) {
          const { id, taken } = await addByForm(page, resource);
          const left = Object.entries(values).filter(([name]) => !taken.includes(name) && name !== 'revision');
          const wanted = { _id: new mongoose.mongo.ObjectId(id) } as never;
          await collection.updateOne(wanted, { $set: Object.fromEntries(left) }, { bypassDocumentValidation: true });
          planted.push({ resource, variant, id, fields: build.fields });
        } else {
          const options = { upsert: true, bypassDocumentValidation: true };
          await collection.replaceOne({ _id } as never, values, options);
          planted.push({ resource, variant, id: String(_id), fields: build.fields });
        }
      }
    }
    return planted;
  } finally {
    await client.close();
  }
}
