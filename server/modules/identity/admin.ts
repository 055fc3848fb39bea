// The identity module's door for the panel's resources.

export { rolesManagedIn } from './identity.settings.ts';
export * from './index.ts';
export { ServiceTokenModel, TOKEN_ROLES } from './tokens/service-token.model.ts';
export { usesOf } from './tokens/service-token.service.ts';
export { UserModel } from './user.model.ts';
