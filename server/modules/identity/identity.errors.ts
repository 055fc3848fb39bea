import { AppError } from '../../shared/errors.ts';

export const inactiveAccount = () =>
  new AppError('inactive', 403, 'This account is deactivated. Ask an admin of the shop to activate it again.');

export const ownAccount = (action: string) =>
  new AppError('own_account', 409, `You can't ${action} your own account. Ask another admin to do it.`);

export const lastAdmin = () =>
  new AppError('last_admin', 409, 'This is the last active admin. Give someone else the role first.');

export const rolesManagedElsewhere = (where: string) =>
  new AppError(
    'roles_managed_elsewhere',
    409,
    `Roles are managed in ${where}: give them there, and they hold from the person’s next sign-in on.`,
  );

export const freshSignInRequired = (withinSeconds: number) =>
  new AppError(
    'fresh_sign_in_required',
    403,
    `This needs a sign-in with a second factor, not older than ${Math.round(withinSeconds / 60)} minutes. Confirm that it is you and try again.`,
    { meta: { withinSeconds, stepUp: '/admin/auth/step-up' } },
  );
