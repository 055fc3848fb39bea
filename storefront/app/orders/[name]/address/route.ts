import { shopperChangeAddress } from '../../../../lib/api/index.ts';
import { addressFrom } from '../../../../lib/forms/fields.ts';
import { formPost } from '../../../../lib/forms/form-post.ts';
import { paths } from '../../../../lib/paths.ts';

type Params = { name: string };

export const POST = formPost<Params>(
  async (fields, { name }) => {
    await shopperChangeAddress(name, addressFrom(fields));
    return { goTo: `${paths.order(name)}?changed=address` };
  },
  ({ code, params }) => ({ goTo: `${paths.order(params.name)}?problem=${encodeURIComponent(code)}` }),
);
