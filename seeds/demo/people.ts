import { createUser, userByEmail } from '../../server/modules/identity/index.ts';
import type { RequestContext, Role } from '../../server/shared/request-context.ts';

/** The demo accounts of the embedded identity provider under the names they have there, and shoppers who exist in the shop's books only. */
const STAFF: { email: string; firstName: string; lastName: string; role: Role }[] = [
  { email: 'admin@counterfoil.test', firstName: 'Ada', lastName: 'Marsh', role: 'admin' },
  { email: 'inventory@counterfoil.test', firstName: 'Ivo', lastName: 'Stone', role: 'inventory' },
  { email: 'support@counterfoil.test', firstName: 'Suri', lastName: 'Blake', role: 'support' },
];
const SHOPPERS = ['Sam Field', 'Ben Archer', 'Clara Finch', 'Dev Rao', 'Ella Moss', 'Finn Gale', 'Greta Lund'];

export type Person = { id: string; name: string; email: string; role: Role };
export type People = { admin: Person; inventory: Person; support: Person; shoppers: Person[] };

/** Makes the people of the demo shop, or finds them. */
export async function ensurePeople(ctx: RequestContext): Promise<People> {
  const shoppers = SHOPPERS.map((name) => {
    const [firstName = '', lastName = ''] = name.split(' ');
    const email =
      name === SHOPPERS[0] ? 'shopper@counterfoil.test' : `${firstName.toLowerCase()}@shoppers.counterfoil.test`;
    return { email, firstName, lastName, role: 'shopper' as const };
  });
  const people: Person[] = [];
  for (const { role, ...person } of [...STAFF, ...shoppers]) {
    const known = await userByEmail(person.email);
    const user = known ?? (await createUser(ctx, { ...person, roles: [role] }));
    people.push({ id: String(user._id), name: `${person.firstName} ${person.lastName}`, email: person.email, role });
  }
  const [admin, inventory, support, ...rest] = people;
  return { admin: admin!, inventory: inventory!, support: support!, shoppers: rest };
}

/** The context of someone at work or at the shop, as the fortnight is played. */
export function contextOfPerson(person: Person, requestId: string): RequestContext {
  return {
    actor: { kind: 'user', id: person.id, name: person.name, roles: [person.role] },
    ip: '127.0.0.1',
    userAgent: 'Counterfoil demo',
    requestId,
    source: person.role === 'shopper' ? 'shop' : 'panel',
    demo: true,
    signedIn: { at: new Date(), secondFactor: true },
  };
}

/** Where somebody of the demo shop lives. */
export const addressOf = (person: Person) => ({
  name: person.name,
  line1: `${1 + (person.name.length % 40)} Ledger Lane`,
  city: 'London',
  postcode: 'N1 7AA',
  country: 'GB',
});
