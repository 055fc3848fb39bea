import type { PlainRecord } from '../../server/http/panel/bson-values.ts';
import { en } from '../locale/en.ts';
import { fill, plainName } from './labels.ts';
import type { ChangedField } from './trail-values.ts';

const { trail } = en;

/** What an entry of the trail tells, in one sentence: who, what, and where it is one field, from what to what. */
export function sentenceOf(entry: PlainRecord, what: string, changes: ChangedField[]): string {
  const who = whoOf(entry);
  const verb =
    String(entry['action'] ?? '')
      .split('.')
      .at(-1) ?? '';
  switch (entry['kind']) {
    case 'refusal':
      return refusalSentence(who, verb, what, entry);
    case 'access':
      return fill(accessTemplate(verb, entry), { who, what });
    case 'sign-in':
      return fill(signInTemplate(verb, entry), { who, cause: causeOf(entry) });
    case 'outside':
      return outsideSentence(what, changes, entry);
    default:
      return changeSentence(who, verb, what, changes, entry);
  }
}

/** People by their names; jobs and commands by what they are to people. */
export function whoOf(entry: PlainRecord): string {
  const { kind, name } = (entry['performedBy'] ?? {}) as { kind?: string; name?: string };
  if (!name) return trail.somebody;
  if (kind === 'guest' && name === 'guest') return trail.aGuest;
  return (kind === 'system' ? trail.systems[name] : undefined) ?? name;
}

function refusalSentence(who: string, verb: string, what: string, entry: PlainRecord): string {
  const count = Number(entry['count'] ?? 1);
  const template = entry['outcome'] === 'failed' ? trail.failed : count > 1 ? trail.refusedOften : trail.refused;
  return fill(template, { who, what, action: actionName(verb), cause: causeOf(entry), count });
}

const SHOPPERS_DOORS = ['shop', 'api'];

function changeSentence(who: string, verb: string, what: string, changes: ChangedField[], entry: PlainRecord): string {
  const isEdit = entry['kind'] === 'change' && entry['prevValue'] !== null && entry['newValue'] !== null;
  const [only] = changes;
  if (isEdit && changes.length === 1 && only && isShort(only)) return oneField(who, what, only);
  if (isEdit && changes.length > 0 && (verb === 'edit' || !trail.verbs[verb])) {
    return fill(trail.changedSome, { who, what, fields: namesOf(changes) });
  }
  const ofEntity = `${String(entry['entity'])}:${verb}`;
  const did =
    changes.map(({ field }) => trail.verbs[`${ofEntity}:${field}`]).find(Boolean) ??
    (SHOPPERS_DOORS.includes(String(entry['source'])) ? trail.verbs[`shop:${ofEntity}`] : undefined) ??
    trail.verbs[ofEntity] ??
    trail.verbs[verb] ??
    fill(trail.carriedOut, { action: actionName(verb) });
  return fill(trail.did, { who, did, what });
}

function oneField(who: string, what: string, { label, before, after }: ChangedField): string {
  const values = { who, what, field: lowered(label), before, after };
  if (before === trail.nothing) return fill(trail.setOne, values);
  return fill(after === trail.nothing ? trail.clearedOne : trail.changedOne, values);
}

/** `Low from` → `low from`, but `SKU` and `E-mail` keep their shape. */
export const lowered = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** Short enough to be told, and told apart: of a long list that only changed inside, both sides read the same. */
const isShort = ({ before, after }: ChangedField): boolean => before.length + after.length < 120 && before !== after;

function namesOf(changes: readonly Pick<ChangedField, 'label'>[]): string {
  const names = changes.map((change) => lowered(change.label));
  if (names.length <= 3) return new Intl.ListFormat('en-GB').format(names);
  return fill(trail.andMore, { names: names.slice(0, 2).join(', '), count: names.length - 2 });
}

function outsideSentence(what: string, changes: ChangedField[], entry: PlainRecord): string {
  const how = String(entry['action']).split('.').at(-1);
  if (how === 'insert') return fill(trail.outsideAdded, { what });
  if (how !== 'edit') return fill(trail.outsideDeleted, { what });
  return fill(trail.outside, { what, fields: namesOf(changes.length > 0 ? changes : touchedIn(entry)) });
}

/** Of the trail's own entries and of movements no values are kept of such a change, only which fields it touched. */
function touchedIn({ detail }: PlainRecord): { label: string }[] {
  const fields = (detail as { fields?: unknown } | null | undefined)?.fields;
  return Array.isArray(fields) ? fields.map((field) => ({ label: plainName(String(field)) })) : [];
}

function accessTemplate(verb: string, entry: PlainRecord): string {
  if (verb === 'export') return trail.exported;
  if (verb === 'unmask') return trail.unmasked;
  if (verb === 'mask') return trail.maskedAgain;
  if (entry['entityId']) return trail.opened;
  const asked = Object.keys((entry['detail'] as object | null) ?? {});
  return verb === 'search' || asked.includes('search') ? trail.searched : trail.listed;
}

function signInTemplate(verb: string, entry: PlainRecord): string {
  if (entry['outcome'] !== 'done') return trail.signInFailed;
  return verb === 'sign-out' ? trail.signedOut : verb === 'step-up' ? trail.steppedUp : trail.signedIn;
}

const actionName = (verb: string): string => trail.actions[verb] ?? plainName(verb).toLowerCase();

function causeOf(entry: PlainRecord): string {
  const cause = String(entry['cause'] ?? '');
  return trail.causes[cause] ?? plainName(cause).toLowerCase();
}
