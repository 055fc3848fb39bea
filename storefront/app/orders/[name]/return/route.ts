import { shopperRequestReturn, shopperSendReturnPhoto } from '../../../../lib/api/index.ts';
import { formPost } from '../../../../lib/forms/form-post.ts';
import { LARGEST_BODY, MOST_PHOTOS } from '../../../../lib/limits.ts';
import { doneWith, type OrderParams, orderOf, refusedWith } from '../../../../lib/order-forms.ts';
import { TooManyPhotos, wantedBack } from '../../../../lib/return-form.ts';

/** Asks to send goods back: the photos first, each checked by the server, then the wish that names them. */
export const POST = formPost<OrderParams>(
  async (fields, params) => {
    const files = fields.files('photos');
    if (files.length > MOST_PHOTOS) throw new TooManyPhotos();
    const order = orderOf(fields, params);
    const photos: string[] = [];
    for (const file of files) photos.push(await shopperSendReturnPhoto(order, file));
    await shopperRequestReturn(order, { lines: wantedBack(fields), reason: fields.text('reason'), photos });
    return doneWith(fields, params, 'return');
  },
  (refused) => {
    const code = refused.error instanceof TooManyPhotos ? 'too_many_photos' : refused.code;
    return refusedWith({ ...refused, code }, 'return', [
      'reason',
      ...refused.fields.text('lines').split(',').map(quantityOf),
    ]);
  },
  { largest: LARGEST_BODY },
);

const quantityOf = (lineId: string): string => `quantity.${lineId}`;
