import { shopperCancelOrder } from '../../../../lib/api/index.ts';
import { formPost } from '../../../../lib/forms/form-post.ts';
import { paths } from '../../../../lib/paths.ts';

type Params = { name: string };

export const POST = formPost<Params>(
  async ({ text }, { name }) => {
    await shopperCancelOrder(name, text('reason') || undefined);
    return { goTo: `${paths.order(name)}?changed=cancelled` };
  },
  ({ code, params }) => ({ goTo: `${paths.order(params.name)}?problem=${encodeURIComponent(code)}` }),
);
