/** Which embedded parts the settings replace by real ones. */
export type Replaced = { database: boolean; objectStore: boolean; identityProvider: boolean };

/** S3 itself needs a bucket only (address and keys come from the machine's role), other stores need an address. */
export function replacedParts(env: NodeJS.ProcessEnv): Replaced {
  return {
    database: Boolean(env.MONGODB_URI),
    objectStore: Boolean(env.S3_ENDPOINT || env.S3_BUCKET),
    identityProvider: Boolean(env.OIDC_ISSUER),
  };
}
