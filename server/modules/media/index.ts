// The media module's door: pictures are checked, kept once, claimed by the records that show them, and swept when none does.
export { claimPictures, claimPrivatePictures, releasePictures } from './claim-pictures.use-case.ts';
export { MAX_PICTURE_BYTES, pictureTooLarge, uploadExpected } from './picture.errors.ts';
export {
  configurePictureUrls,
  keyOfPicture,
  PICTURE_CACHE_CONTROL,
  PICTURE_CONTENT_TYPE,
  type PictureView,
  parsePictureName,
  presentPicture,
} from './picture.presenter.ts';
export {
  LARGEST_WIDTH,
  PICTURE_WIDTHS,
  type PictureWidth,
  type PreparedPicture,
  preparePicture,
  readBounded,
} from './picture.service.ts';
export {
  keepPicture,
  readPrivatePicture,
  type StoredPicture,
  storePicture,
  storePreparedPicture,
  storePrivatePicture,
} from './store-picture.use-case.ts';
export { onPictureUse, sweepOrphans } from './sweep-orphans.use-case.ts';
