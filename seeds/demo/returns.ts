import { Readable } from 'node:stream';
import sharp from 'sharp';
import { OrderModel, ReturnRequestModel } from '../../server/modules/ordering/admin.ts';
import { acceptReturn, addReturnPhoto, declineReturn, requestReturn } from '../../server/modules/ordering/index.ts';
import type { Case } from './every-state.ts';
import { pictureOf } from './pictures.ts';

/** The buyer asks to send a piece back, with a photo of it. */
export async function askForReturn({ order, buyer, as }: Case): Promise<unknown> {
  const ctx = as(buyer, 30);
  const [line] = order.lines;
  const { id } = await addReturnPhoto(
    await OrderModel.findById(order.id).orFail().lean(),
    await snapshot(line?.sku ?? ''),
  );
  return requestReturn(ctx, {
    orderId: order.id,
    lines: [{ lineId: line?.lineId ?? '1', quantity: 1 }],
    reason: 'One of them has a crack along the side; you can see it in the photo. May I send it back?',
    photos: [id],
  });
}

export const sayYes = async ({ order, people, as }: Case): Promise<unknown> =>
  acceptReturn(as(people.support), {
    id: await waitingOf(order.id),
    note: 'Please put the order number into the parcel.',
  });

export const answerWithNo = async ({ order, people, as }: Case): Promise<unknown> =>
  declineReturn(as(people.support), {
    id: await waitingOf(order.id),
    note: 'The crack is part of the glaze, as the page of the product says. We hope that you come to like it.',
  });

async function waitingOf(order: string): Promise<string> {
  return String((await ReturnRequestModel.findOne({ order }).sort({ createdAt: -1 }).orFail().lean())._id);
}

/** As if the thing lay on a kitchen table and somebody held a telephone over it. */
async function snapshot(sku: string): Promise<Readable> {
  const thing = await sharp(pictureOf(sku))
    .resize(640)
    .modulate({ brightness: 0.92, saturation: 0.85 })
    .rotate(7, { background: '#a98f6d' })
    .extend({ top: 90, bottom: 60, left: 70, right: 110, background: '#a98f6d' })
    .jpeg({ quality: 80 })
    .toBuffer();
  return Readable.from([thing]);
}
