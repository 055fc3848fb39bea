import { secondLook } from '../../platform/four-eyes.ts';
import { parseInput } from '../../platform/validation.ts';
import { invalid, notFound, stale } from '../../shared/errors.ts';
import { assertCan, assertMayEdit } from '../../shared/permissions.policy.ts';
import type { RequestContext } from '../../shared/request-context.ts';
import { afterCommit, runOperation } from '../audit/index.ts';
import {
  APPROVAL_LIMITS,
  type DeliveryMethod,
  SETTINGS_ID,
  SettingsModel,
  type ShopSettings,
} from './settings.model.ts';
import { type SettingsChanges, settingsChanges } from './settings.schemas.ts';
import { forgetSettings } from './shop-settings.service.ts';

/**
 * Changes the settings that are given. They hold within a second, on every instance. Without a revision the last one wins (for programs, never
 * for forms). Throws `stale`, `invalid`, `not_found`, `forbidden`, `approval_needed` where a limit of approvals would be loosened.
 */
export async function editSettings(
  ctx: RequestContext,
  { revision, changes }: { revision?: number; changes: SettingsChanges },
): Promise<void> {
  assertCan(ctx, 'settings', 'edit');
  const { deliveryMethods, payments, ...plain } = parseInput(settingsChanges, changes);
  assertMayEdit(ctx, 'settings', Object.keys(changes));
  const spec = { action: 'settings.edit', entity: 'settings', entityId: String(SETTINGS_ID) };
  await runOperation(ctx, spec, async () => {
    const settings = await SettingsModel.findById(SETTINGS_ID);
    if (!settings) throw notFound('settings', String(SETTINGS_ID));
    if (revision !== undefined && settings.revision !== revision) {
      throw stale({ expected: revision, actual: settings.revision, theirs: { ...settings.toObject() } });
    }
    const before = settings.toObject<ShopSettings>();
    settings.set(plain);
    if (deliveryMethods) settings.set('deliveryMethods', withIds(deliveryMethods));
    if (payments) settings.set('payments', sameProviders(settings.payments, payments));
    await lookAtLoosening(ctx, before, settings.toObject<ShopSettings>(), changes);
    await settings.save();
    afterCommit(forgetSettings);
  });
}

/** Whoever may not do a thing alone can't let themselves do it alone either. */
async function lookAtLoosening(
  ctx: RequestContext,
  before: ShopSettings,
  after: ShopSettings,
  changes: SettingsChanges,
): Promise<void> {
  const raised = APPROVAL_LIMITS.filter((name) => {
    const [was, is] = [before[name] ?? null, after[name] ?? null];
    return was !== null && (is === null || is > was);
  });
  const isLoosened = raised.length > 0 || (before.approveRoleGrants && !after.approveRoleGrants);
  if (!isLoosened) return;
  const names = Object.keys(changes) as (keyof ShopSettings)[];
  const only = (settings: ShopSettings) => Object.fromEntries(names.map((name) => [name, settings[name]]));
  await secondLook(ctx, {
    kind: 'loosenLimits',
    entity: 'settings',
    entityId: String(SETTINGS_ID),
    input: { changes },
    before: only(before),
    after: only(after),
    size: 1,
  });
}

type Typed = Omit<DeliveryMethod, 'id'> & { id?: string | null | undefined };

/** A new method gets an id from its name, another one than the rest have. */
function withIds(methods: readonly Typed[]): DeliveryMethod[] {
  const taken = new Set(methods.flatMap(({ id }) => id ?? []));
  if (taken.size < methods.filter(({ id }) => id).length) throw invalid({ deliveryMethods: TWICE });
  return methods.map(({ id, ...method }) => {
    if (id) return { id, ...method };
    const made = freeId(method.name, taken);
    taken.add(made);
    return { id: made, ...method };
  });
}

const TWICE = 'The same way of delivery is there twice.';

function freeId(name: string, taken: ReadonlySet<string>): string {
  const stem =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 30) || 'delivery';
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? stem : `${stem}-${n}`;
    if (!taken.has(id)) return id;
  }
}

/** Providers come with the software: their rules can be changed, they can't be added or taken away here. */
function sameProviders(known: ShopSettings['payments'], given: ShopSettings['payments']): ShopSettings['payments'] {
  const names = (rules: ShopSettings['payments']) => rules.map(({ provider }) => provider).sort();
  if (names(known).join() !== names(given).join()) {
    throw invalid({ payments: `The ways to pay are ${names(known).join(', ')}; each has one line.` });
  }
  return given;
}
