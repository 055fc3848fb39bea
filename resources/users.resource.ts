import type { NamedAction, ResourceDefinition } from '../server/http/panel/resource-definition.ts';
import {
  activateUser,
  changeRoles,
  createUser,
  deactivateUser,
  deleteUser,
  editUser,
  personName,
  rolesManagedIn,
  signOutEverywhere,
  UserModel,
} from '../server/modules/identity/admin.ts';
import { ROLES } from '../server/shared/request-context.ts';
import { defineResource, type ResourceInput } from './define-resource.ts';
import { CUSTOMER_FIELDS, withDealings } from './features/customer-page.ts';
import { erasing } from './features/erasing.ts';
import { fill } from './features/labels.ts';
import { withoutEmptied } from './features/text-values.ts';
import { unmasking } from './features/unmasking.ts';
import { en } from './locale/en.ts';

const STAFF_ROLES = ['admin', 'inventory', 'support'];

const actions: Record<string, NamedAction> = {
  ...unmasking('users'),
  changeRoles: {
    icon: 'Shield',
    when: () => rolesManagedIn() === null,
    form: { roles: { format: 'choices', values: ROLES, initial: ({ roles }) => roles, help: true } },
    run: (ctx, id, { roles }, { revision }) =>
      changeRoles(ctx, { id, roles: (roles ?? []) as never, ...(revision ? { revision } : {}) }),
  },
  signOutEverywhere: {
    icon: 'LogOut',
    when: ({ subject }) => Boolean(subject),
    run: (ctx, id) => signOutEverywhere(ctx, { id }),
  },
  deactivate: {
    icon: 'UserX',
    tone: 'danger',
    when: ({ isActive }) => isActive !== false,
    run: (ctx, id, _input, { revision }) => deactivateUser(ctx, { id, ...(revision ? { revision } : {}) }),
  },
  activate: {
    icon: 'UserCheck',
    when: ({ isActive }) => isActive === false,
    run: (ctx, id, _input, { revision }) => activateUser(ctx, { id, ...(revision ? { revision } : {}) }),
  },
};

/** Staff and customers are one collection, one line in the permission table and one word in the trail, but two lists for people. */
const people = (input: Omit<ResourceInput, 'model'> & { id: string }): ResourceDefinition =>
  defineResource({
    model: UserModel,
    group: 'people',
    titleFields: ['firstName', 'lastName', 'username'],
    title: (values) => personName({ username: '', ...values }),
    filters: ['isActive', 'username', 'lastName', 'email', 'country', 'createdAt'],
    search: { only: { email: /@/, mobile: /^\+?[0-9 ()/.-]{6,}$/ }, prefix: ['username', 'lastName', 'firstName'] },
    sort: { by: 'username', direction: 'asc' },
    show: [
      { title: 'person', fields: ['firstName', 'lastName', 'username', 'email', 'mobile', 'country'] },
      { title: 'access', fields: ['roles', 'rolesManaged', 'isActive', 'subject'] },
      { title: 'record', fields: ['createdAt', 'updatedAt', 'revision'] },
    ],
    create: async (ctx, values) => ({ id: String((await createUser(ctx, values as never))._id) }),
    update: (ctx, id, changes, revision) =>
      editUser(ctx, { id, revision, changes: withoutEmptied(changes, 'username') as never }),
    remove: (ctx, id) => deleteUser(ctx, { id }),
    actions: { ...actions, ...erasing(input.id) },
    ...input,
    fields: {
      email: { format: 'email', required: 'new' },
      mobile: { format: 'phone' },
      country: { format: 'country' },
      username: { help: true, required: false },
      isActive: { help: true },
      subject: { help: true, readOnly: true },
      name: { virtual: true, readOnly: true },
      rolesManaged: { virtual: true, readOnly: true },
      ...input.fields,
    },
    present: async (records, ...how) => {
      const elsewhere = rolesManagedIn();
      const named = records.map((record) => ({
        ...record,
        name: personName({ username: '', ...record }),
        ...(elsewhere ? { rolesManaged: fill(en.access.managedIn, { where: elsewhere }) } : {}),
      }));
      return input.present ? input.present(named, ...how) : named;
    },
  });

export const staff = people({
  id: 'staff',
  icon: 'UserCheck',
  scope: { roles: { $in: STAFF_ROLES } },
  list: ['name', 'username', 'email', 'roles', 'isActive'],
  fields: {
    roles: {
      setBy: 'changeRoles',
      help: true,
      tones: { admin: 'bad', inventory: 'info', support: 'good', shopper: 'quiet' },
    },
  },
  form: [
    { title: 'person', fields: ['firstName', 'lastName', 'email', 'mobile', 'username'] },
    { title: 'access', fields: ['roles'] },
  ],
  defaults: { roles: ['support'] },
});

export const customers = people({
  id: 'customers',
  group: 'sales',
  icon: 'Users',
  scope: { roles: 'shopper' },
  list: ['name', 'username', 'email', 'country', 'createdAt'],
  fields: { roles: { readOnly: true, tones: { shopper: 'quiet' } }, ...CUSTOMER_FIELDS },
  show: [
    { title: 'person', fields: ['firstName', 'lastName', 'username', 'email', 'mobile', 'country'] },
    { title: 'orders', fields: ['orders'] },
    { title: 'payments', fields: ['payments'] },
    { title: 'notes', fields: ['orderNotes'] },
    { title: 'access', fields: ['isActive', 'roles', 'subject', 'signIns'] },
    { title: 'record', fields: ['createdAt', 'updatedAt', 'revision'] },
  ],
  present: (records, ctx, where, help) =>
    where === 'show' ? Promise.all(records.map((record) => withDealings(record, ctx, help))) : Promise.resolve(records),
  form: [{ title: 'person', fields: ['firstName', 'lastName', 'email', 'mobile', 'country', 'username'] }],
  defaults: {},
});
