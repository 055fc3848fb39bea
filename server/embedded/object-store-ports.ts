/** How many ports in a row the object store uses, the first for S3. */
export const OBJECT_STORE_PORTS = 10;
