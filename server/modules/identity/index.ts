// The identity module's door: who signs in, who they are on this request, and customers for orders and imports.
import './staff-come-back.policy.ts';

export { changeRoles } from './change-roles.use-case.ts';
export { createUser } from './create-user.use-case.ts';
export { deleteUser, onUserReferenceCheck } from './delete-user.use-case.ts';
export { editUser } from './edit-user.use-case.ts';
export { ensureCustomers } from './ensure-customers.use-case.ts';
export { assertErasable, erasedUser, eraseUser } from './erase-user.use-case.ts';
export { grantAdmin } from './grant-admin.use-case.ts';
export type { SignInClaims } from './identity.schemas.ts';
export { configureIdentity } from './identity.settings.ts';
export { actorOf, asProved, loadActor } from './load-actor.service.ts';
export { meRoutes } from './me.routes.ts';
export { personName } from './person-name.policy.ts';
export { providerEventsRouter } from './provider-events.routes.ts';
export type { SessionData } from './session.model.ts';
export { endSession, endSessionsOf, endSessionsOfProvider, loadSession, saveSession } from './session.service.ts';
export { activateUser, deactivateUser } from './set-user-active.use-case.ts';
export { hasShutSomebodyOut } from './shut-out.service.ts';
export { signInUser } from './sign-in-user.use-case.ts';
export { signOutEverywhere } from './sign-out-everywhere.use-case.ts';
export { assertFreshSignIn } from './step-up.policy.ts';
export { createServiceToken } from './tokens/create-service-token.use-case.ts';
export { revokeServiceToken } from './tokens/revoke-service-token.use-case.ts';
export { isSecretOfOurs } from './tokens/secret.policy.ts';
export { type Bearer, bearerOfServiceToken } from './tokens/service-token.service.ts';
export { findUsers, isSomebodyElse, userByEmail, userByName } from './user.repository.ts';
