import { z } from 'zod';
import { oneLine } from '../../platform/one-line.ts';
import { isStaff, ROLES } from '../../shared/request-context.ts';

const id = z.string().regex(/^[0-9a-f]{24}$/, 'This is not the id of a user.');
/** An emptied field of a form is a field without a value. */
const optional = (schema: z.ZodType<string>) =>
  z.union([z.null(), z.literal('').transform(() => null), schema]).optional();
export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email('This is not an e-mail address.'));
const username = oneLine(60)
  .min(2)
  .regex(/^[a-z0-9][a-z0-9._-]*$/i, 'Use letters, digits, dots, hyphens and underscores.');
const mobile = oneLine(30).regex(/^\+?[0-9 ()/.-]{4,}$/, 'This is not a phone number.');
const rolesSchema = z
  .array(z.enum(ROLES))
  .max(ROLES.length)
  .transform((roles) => ROLES.filter((role) => roles.includes(role)));

const userChanges = z.strictObject({
  username: username.optional(),
  firstName: optional(oneLine(80)),
  lastName: optional(oneLine(80)),
  email: optional(emailSchema),
  mobile: optional(mobile),
  country: optional(oneLine(60)),
});

export const newUser = z
  .strictObject({
    email: emailSchema.optional(),
    username: username.optional(),
    firstName: oneLine(80).optional(),
    lastName: oneLine(80).optional(),
    mobile: z.union([z.literal('').transform(() => undefined), mobile]).optional(),
    country: oneLine(60).optional(),
    roles: rolesSchema.default(['shopper']),
  })
  .refine(({ email, roles }) => email !== undefined || !isStaff(roles), {
    path: ['email'],
    error: 'Staff need an e-mail address: it is what their first sign-in is recognised by.',
  });
export type NewUser = z.input<typeof newUser>;

const revision = z.number().int().min(1);
/** Which user; and the revision that a form was based on. */
export const userAt = z.strictObject({ id, revision: revision.optional() });
export type UserAt = z.input<typeof userAt>;
export const editUserInput = z.strictObject({ id, revision, changes: userChanges });
export type EditUser = z.input<typeof editUserInput>;
export const changeRolesInput = userAt.extend({ roles: rolesSchema });
export type ChangeRoles = z.input<typeof changeRolesInput>;

/** What the provider says of who signed in. Lenient: providers differ in what they leave out. */
export const signInClaims = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().max(254).optional(),
  email_verified: z
    .union([z.boolean(), z.literal('true').transform(() => true)])
    .catch(false)
    .default(false),
  given_name: z.string().max(80).optional().catch(undefined),
  family_name: z.string().max(80).optional().catch(undefined),
  roles: z.array(z.string()).optional().catch(undefined),
});
export type SignInClaims = z.input<typeof signInClaims>;
