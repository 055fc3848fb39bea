import { z } from 'zod';
import { ACTIONS, scopeOf } from '../../../shared/permissions.policy.ts';
import { TOKEN_ROLES } from './service-token.model.ts';

const KNOWN_SCOPES: ReadonlySet<string> = new Set(ACTIONS.map(({ resource, action }) => scopeOf(resource, action)));
const id = z.string().regex(/^[0-9a-f]{24}$/, 'This is not the id of a service token.');
const LONGEST_DAYS = 366;

export const newServiceToken = z.strictObject({
  name: z
    .string()
    .trim()
    .min(3, 'Give it a name of at least three letters: the trail calls the program by it.')
    .max(60)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u, 'Use letters, digits, spaces, dots, hyphens and underscores.'),
  role: z.enum(TOKEN_ROLES),
  scopes: z
    .array(z.string().refine((scope) => KNOWN_SCOPES.has(scope), 'There is no such scope.'))
    .max(KNOWN_SCOPES.size)
    .refine((scopes) => scopes.length > 0, 'Choose at least one thing that the program may do.')
    .transform((scopes) => [...new Set(scopes)].sort()),
  expiresInDays: z.number().int().min(1).max(LONGEST_DAYS, 'A service token is good for a year at most.'),
});
export type NewServiceToken = z.input<typeof newServiceToken>;

export const serviceTokenAt = z.strictObject({ id, revision: z.number().int().min(1).optional() });
export type ServiceTokenAt = z.input<typeof serviceTokenAt>;
