import { AppError } from '../shared/errors.ts';
import type { RequestContext } from '../shared/request-context.ts';

type Values = Readonly<Record<string, unknown>>;

/** A risky action at the moment in which it would happen. Plain values: it is kept as it is where somebody else has to look at it first. */
export type RiskyAction = {
  /** Its line in the table of approvable actions. */
  kind: string;
  entity: string;
  entityId: string | null;
  /** What the action is given, so that it can be carried out later. */
  input: Values;
  /** What would change, on both sides. */
  before: Values;
  after: Values;
  /** What must still be so when it is carried out later; `before` where nothing else is said. */
  basis?: Values;
  /** How large it is, in the unit of its limit: minor units, basis points, records. */
  size: number;
  /** Why, in the words of whoever wants it. */
  reason?: string | undefined;
};

/** Says that the action does not happen now: somebody else has to approve it first. Whoever answers the caller files the request. */
export class ApprovalNeeded extends AppError {
  readonly action: RiskyAction;

  constructor(action: RiskyAction) {
    super('approval_needed', 409, 'Somebody else has to approve this first.', { meta: { kind: action.kind } });
    this.name = 'ApprovalNeeded';
    this.action = action;
  }
}

type Look = (ctx: RequestContext, action: RiskyAction) => Promise<void>;
let look: Look = async () => undefined;

/** Bound by the composition root. */
export function bindSecondLook(next: Look): void {
  look = next;
}

/**
 * Asked by use cases inside their operation, right before they write: throws `ApprovalNeeded` where the action is larger than one person may
 * do alone, which takes the operation back; `changed_meanwhile` where it was approved on another basis. `assertPossible` is asked before anybody
 * else would be, and throws what doing it would: nobody shall have to look at what can't be.
 */
export async function secondLook(
  ctx: RequestContext,
  action: RiskyAction,
  assertPossible: () => Promise<unknown> | unknown = () => undefined,
): Promise<void> {
  try {
    await look(ctx, action);
  } catch (error) {
    if (error instanceof ApprovalNeeded) await assertPossible();
    throw error;
  }
}
