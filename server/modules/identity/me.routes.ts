import { z } from 'zod';
import { type ApiRoute, defineRoute } from '../../platform/api-route.ts';
import { unauthenticated } from '../../shared/errors.ts';
import { presentMe } from './user.presenter.ts';
import { findUsers } from './user.repository.ts';

const meSchema = z
  .object({
    id: z.string(),
    name: z.string().describe('What to call the person'),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    email: z.string().nullable(),
    mobile: z.string().nullable(),
    revision: z.number().int().describe('The version that a change of these data must name'),
  })
  .meta({ id: 'Me' });

const getMe = defineRoute({
  method: 'get',
  path: '/me',
  operationId: 'getMe',
  summary: 'The person who is signed in',
  tag: 'account',
  access: 'signed-in',
  audit: { entity: 'users', action: 'users.show' },
  answers: {
    200: {
      description: 'Who is signed in',
      schema: meSchema,
      example: {
        id: '64f0c0ffee0000000000beef',
        name: 'Sam Field',
        firstName: 'Sam',
        lastName: 'Field',
        email: 'shopper@counterfoil.test',
        mobile: null,
        revision: 1,
      },
    },
  },
  handle: async ({ ctx }) => {
    const [user] = await findUsers([ctx.actor.id ?? '']);
    if (!user) throw unauthenticated();
    return { body: presentMe(user) };
  },
});

/** Routes about the signed-in person. */
export const meRoutes: ApiRoute[] = [getMe];
