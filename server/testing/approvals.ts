import { afterEach, beforeAll } from '@jest/globals';
import { configureIdentity, createUser } from '../modules/identity/index.ts';
import { ApprovalModel } from '../modules/operations/approvals/approval.model.ts';
import { fileRequest } from '../modules/operations/approvals/file-request.use-case.ts';
import { judge } from '../modules/operations/approvals/second-look.service.ts';
import { editSettings, ensureSettings } from '../modules/settings/index.ts';
import { setClock } from '../platform/clock.ts';
import { ApprovalNeeded, bindSecondLook } from '../platform/four-eyes.ts';
import type { RequestContext, Role } from '../shared/request-context.ts';
import { systemContext } from '../shared/request-context.ts';
import { contextOf } from './harness.ts';

type People = Record<'ada' | 'bea' | 'ivo' | 'ina' | 'suri', RequestContext>;
type Limits = Parameters<typeof editSettings>[1]['changes'];

const root = systemContext('test');

async function person(username: string, role: Role): Promise<RequestContext> {
  const user = await createUser(root, { username, email: `${username}@example.org`, roles: [role] });
  return contextOf(role, { actor: { kind: 'user', id: String(user._id), name: username, roles: [role] } });
}

/** Gives a test file two admins, two of the stock room and one of support, whose risky actions are looked at twice. Needs `useDatabase()` before it. */
export function usePeople(): People {
  const people = {} as People;
  beforeAll(async () => {
    bindSecondLook(judge);
    await ensureSettings({ payments: [] });
    Object.assign(people, {
      ada: await person('ada', 'admin'),
      bea: await person('bea', 'admin'),
      ivo: await person('ivo', 'inventory'),
      ina: await person('ina', 'inventory'),
      suri: await person('suri', 'support'),
    });
  });
  afterEach(async () => {
    setClock();
    configureIdentity({ rolesFrom: 'panel', freshWithinSeconds: null });
    await limits({
      approveWriteOffsAbove: null,
      approvePriceCutsAbove: null,
      approveBulkAbove: null,
      approveRefundsAbove: null,
      approveRoleGrants: false,
    });
  });
  return people;
}

export const limits = (changes: Limits) => editSettings(root, { changes });

/** Tries a risky action, and files it as the panel's edge does; answers the request's id. */
export async function ask(ctx: RequestContext, action: Promise<unknown>): Promise<string> {
  const error = await action.then(
    () => new Error('it was done at once'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApprovalNeeded)) throw error;
  return fileRequest(ctx, error.action);
}

export const requestOf = (id: string) => ApprovalModel.findById(id).lean().orFail();

/** How a piece of work ended: `done`, or the code of what it threw. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => error.code ?? String(error),
  );
