import { shopperAskForNotice } from '../../../../lib/api/index.ts';
import { leave } from '../../../../lib/forms/carried.ts';
import { formPost } from '../../../../lib/forms/form-post.ts';
import { paths } from '../../../../lib/paths.ts';

/** Keeps an address to be written to when the product is back; the address never comes into an address line. */
export const POST = formPost<{ slug: string }>(
  async ({ text }, { slug }) => {
    await shopperAskForNotice(slug, text('email'));
    return { goTo: paths.notice(slug, 'kept'), cookies: [leave('noticeDraft', null)] };
  },
  ({ code, fields, params: { slug } }) => ({
    goTo: paths.notice(slug, code),
    cookies: [leave('noticeDraft', { of: slug, values: { email: fields.text('email') }, errors: {}, problem: '' })],
  }),
);
