// The identity module's door: who signs in, who they are on this request, and customers for orders and imports.
export { changeRoles } from './change-roles.use-case.ts';
export { createUser } from './create-user.use-case.ts';
export { deleteUser, onUserReferenceCheck } from './delete-user.use-case.ts';
export { editUser } from './edit-user.use-case.ts';
export { ensureCustomers } from './ensure-customers.use-case.ts';
export { eraseUser } from './erase-user.use-case.ts';
export { grantAdmin } from './grant-admin.use-case.ts';
export type { SignInClaims } from './identity.schemas.ts';
export { configureIdentity } from './identity.settings.ts';
export { actorOf, loadActor } from './load-actor.service.ts';
export { meRoutes } from './me.routes.ts';
export { personName } from './person-name.policy.ts';
export type { SessionData } from './session.model.ts';
export { endSession, endSessionsOf, endSessionsOfProvider, loadSession, saveSession } from './session.service.ts';
export { activateUser, deactivateUser } from './set-user-active.use-case.ts';
export { signInUser } from './sign-in-user.use-case.ts';
export { signOutEverywhere } from './sign-out-everywhere.use-case.ts';
export { findUsers, userByEmail, userByName } from './user.repository.ts';
