import { AppError } from '../../shared/errors.ts';

/** What an uploaded file may weigh. */
export const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
/** What it may hold once decoded: 50 megapixels are about 200 MB of memory. */
export const MAX_PICTURE_PIXELS = 50_000_000;

const refusal = (code: string, status: number, message: string, cause?: unknown): AppError =>
  new AppError(code, status, message, { fields: { picture: message }, ...(cause === undefined ? {} : { cause }) });

export const pictureEmpty = () => refusal('picture_empty', 422, 'The file is empty. Choose the picture again.');

export const pictureTooLarge = () =>
  refusal('picture_too_large', 413, 'The file is larger than 10 MB. Save the picture smaller and try again.');

export const pictureNotSupported = () =>
  refusal('picture_not_supported', 415, 'This is not a JPEG, PNG, WebP or AVIF picture.');

export const pictureUnreadable = (cause?: unknown) =>
  refusal('picture_unreadable', 422, 'The picture is damaged or cut off. Export it again and retry.', cause);

export const pictureTooManyPixels = () =>
  refusal('picture_too_many_pixels', 422, 'The picture has more than 50 million pixels. Scale it down and try again.');

export const pictureMissing = () =>
  refusal('picture_missing', 422, 'A picture is no longer kept. Upload it again, then save.');

export const pictureBusy = () =>
  refusal('picture_busy', 503, 'This very picture is being removed at the moment. Try again in a few seconds.');

export const uploadExpected = (message = 'Send one file in the field "picture".') =>
  refusal('picture_expected', 400, message);
