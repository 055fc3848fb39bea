import { CountModel } from './count.model.ts';
import { DeliveryModel } from './delivery.model.ts';

/** Whether a delivery with this reference is on file; numbers of suppliers' papers need not be unique. */
export const deliveryExists = async (reference: string): Promise<boolean> =>
  (await DeliveryModel.exists({ reference }).collation({ locale: 'en', strength: 2 })) !== null;

/** Whether a count of this name is on file. */
export const countExists = async (name: string): Promise<boolean> =>
  (await CountModel.exists({ name }).collation({ locale: 'en', strength: 2 })) !== null;
