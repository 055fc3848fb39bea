// The identity module's door for the panel's resources.

export { whatRefersTo } from './delete-user.use-case.ts';
export * from './index.ts';
export { PERSONAL_FIELDS, UserModel } from './user.model.ts';
export { presentUser } from './user.presenter.ts';
