import { rootPath } from './state.ts';

const part = encodeURIComponent;

export const homeUrl = (): string => rootPath();
export const pageUrl = (page: string): string => `${rootPath()}/pages/${part(page)}`;
export const listUrl = (resource: string, search = ''): string => `${rootPath()}/resources/${part(resource)}${search}`;
export const newUrl = (resource: string): string => `${rootPath()}/resources/${part(resource)}/actions/new`;
export const recordUrl = (resource: string, id: string, action = 'show'): string =>
  `${rootPath()}/resources/${part(resource)}/records/${part(id)}/${part(action)}`;

export const actionApi = (resource: string, action: string): string =>
  `/resources/${part(resource)}/actions/${part(action)}`;
export const recordApi = (resource: string, id: string, action: string): string =>
  `/resources/${part(resource)}/records/${part(id)}/${part(action)}`;
export const bulkApi = (resource: string, action: string, ids: string[]): string =>
  `/resources/${part(resource)}/bulk/${part(action)}?recordIds=${ids.map(part).join(',')}`;

/** Photos of returns are for staff only: they come through the panel. */
export const returnPhotoUrl = (photo: string, width: 480 | 960): string =>
  `${rootPath()}/api/return-photos/${photo}-${width}.webp`;

/** Pictures are served by their digest and width. */
export const pictureUrl = (imageBase: string | null, sha256: string, width: 160 | 480 | 960): string =>
  `${imageBase ?? ''}/media/${sha256}-${width}.webp`;
