/** The largest body taken through /api, in bytes: photos of a return. The server's own limits are stricter. */
export const LARGEST_BODY = 12 * 1024 * 1024;

/** How many photos a return takes; all of them together fit the largest body. */
export const MOST_PHOTOS = 3;
