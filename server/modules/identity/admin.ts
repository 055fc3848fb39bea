// The identity module's door for the panel's resources.

export * from './index.ts';
export { UserModel } from './user.model.ts';
