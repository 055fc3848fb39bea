import { MailModel, sendMailAgain } from '../server/modules/notifications/admin.ts';
import { defineResource } from './define-resource.ts';
import { unmasking } from './features/unmasking.ts';

export const mails = defineResource({
  model: MailModel,
  group: 'shop',
  icon: 'Mail',
  titleFields: ['subject'],
  list: ['queuedAt', 'kind', 'subject', 'to', 'state'],
  tabs: 'state',
  filters: ['state', 'kind', 'order', 'queuedAt'],
  search: { exact: ['to'] },
  sort: { by: 'queuedAt', direction: 'desc' },
  personal: true,
  writes: { new: false, edit: false, delete: false },
  fields: {
    to: { format: 'email' },
    state: { tones: { queued: 'warn', sent: 'good', failed: 'bad', kept: 'quiet' } },
    text: { format: 'letter' },
  },
  show: [
    { title: 'mail', fields: ['to', 'subject', 'text'] },
    { title: 'delivery', fields: ['state', 'problem', 'queuedAt', 'sentAt', 'kind', 'order', 'product'] },
    { title: 'record', fields: ['createdAt', 'updatedAt', 'revision'] },
  ],
  heavy: ['text', 'html'],
  actions: {
    ...unmasking('mails'),
    sendAgain: {
      icon: 'Send',
      when: ({ state }) => state !== 'queued',
      run: (ctx, mailId) => sendMailAgain(ctx, { mailId }),
    },
  },
});
