import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { Bearer } from '../../modules/identity/index.ts';
import { asProved, loadActor } from '../../modules/identity/index.ts';
import { logger } from '../../platform/logger.ts';
import { AppError, unavailable } from '../../shared/errors.ts';
import { scopesFor } from '../../shared/permissions.policy.ts';
import { ROLES } from '../../shared/request-context.ts';
import { hasSecondFactor } from './second-factor.ts';

/** Signatures with a key pair alone: with a shared secret, whoever knows the public key could sign. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** What access tokens call themselves: RFC 9068, or plainly a JWT, as Auth0 does. */
const TYPES = new Set(['at+jwt', 'application/at+jwt', 'jwt']);
const CLOCK_SKEW_SECONDS = 30;
const PROVIDER_ANSWERS_WITHIN_MS = 5_000;

/** Loaded with the first token: most installations never see one. */
const jose = () => import('jose');

const KNOWN_SCOPES: ReadonlySet<string> = new Set(scopesFor(ROLES));

const notValid = (why: string) => new AppError('token_invalid', 401, `This access token opens nothing here: ${why}.`);
const expired = () =>
  new AppError('token_expired', 401, 'This access token has expired. Get a new one from the identity provider.');
const unknownPerson = () =>
  new AppError('no_such_user', 401, 'Nobody here has this account. Sign in once in the panel or the shop first.');
const inactivePerson = () => new AppError('inactive', 403, 'This account is deactivated. Ask an admin of the shop.');
const providerAway = () =>
  unavailable('provider_unreachable', 'The identity provider does not answer. Try again in a moment.');

/** What looks like a token of the provider: three parts with dots between. */
export const looksLikeJwt = (token: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token);

/** Finds out whose access token it is, or what is wrong with it; `provider_unreachable` (503) where the provider's keys can't be read. */
export type ReadAccessToken = (token: string) => Promise<Bearer>;

/**
 * Reads access tokens of the OpenID provider (RFC 9068): its signature by the provider's published keys, issuer, audience, times. The person is
 * found by the subject and has the roles that they have here; the token's scopes, as far as the permission table knows them, narrow them.
 * Roles of staff count as in a session: where they need a second factor, the token has to say that one was proved.
 */
export function accessTokens({ issuer, audience, amrClaim }: Expected): ReadAccessToken {
  const keys = providerKeys(issuer);
  return async function readAccessToken(token) {
    const provider = await keys();
    const claims = provider ? await verified(token, provider, audience) : providerAway();
    if (claims instanceof AppError) return { actor: null, fault: claims };
    const person = claims.sub ? await loadActor(claims.sub) : null;
    if (!person) return { actor: null, fault: unknownPerson() };
    const proved = asProved(person.actor, { secondFactor: hasSecondFactor(claims, amrClaim) });
    const actor = { ...proved, scopes: scopesIn(claims) };
    return person.isActive ? { actor } : { actor, fault: inactivePerson() };
  };
}

type Expected = {
  issuer: string;
  audience: string;
  /** The claim in which access tokens say how the person proved who they are. */
  amrClaim: string;
};
type Provider = { issuer: string; getKey: JWTVerifyGetKey };

/** The claims of a token that holds; why it does not, for those that don't. */
async function verified(token: string, { issuer, getKey }: Provider, audience: string): Promise<JWTPayload | AppError> {
  const { errors, jwtVerify } = await jose();
  try {
    const { payload, protectedHeader } = await jwtVerify(token, getKey, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_SKEW_SECONDS,
      requiredClaims: ['sub', 'exp', 'iat'],
    });
    const type = protectedHeader.typ?.toLowerCase();
    return type === undefined || TYPES.has(type) ? payload : notValid('it is no access token');
  } catch (error) {
    if (error instanceof errors.JWTExpired) return expired();
    if (error instanceof errors.JWTClaimValidationFailed)
      return notValid(`its claim “${error.claim}” is not the one expected`);
    if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout))
      return notValid('its signature does not hold');
    logger.warn({ err: error }, 'the keys of the identity provider could not be read');
    return providerAway();
  }
}

/** `scope` as RFC 9068 has it, and `permissions` as Auth0 writes what its roles give. */
function scopesIn({ scope, permissions }: JWTPayload): string[] {
  const given = [
    ...(typeof scope === 'string' ? scope.split(' ') : []),
    ...(Array.isArray(permissions) ? permissions.map(String) : []),
  ];
  return [...new Set(given)].filter((one) => KNOWN_SCOPES.has(one));
}

/** The provider's name for itself and its keys, found at the first token; jose reads the keys again when one is new, but not at every unknown one. */
function providerKeys(issuer: string): () => Promise<Provider | null> {
  let known: Promise<Provider | null> | undefined;
  return () => {
    known ??= discover(issuer).catch((error: unknown) => {
      known = undefined;
      logger.warn({ err: error }, 'the identity provider could not be asked for its keys');
      return null;
    });
    return known;
  };
}

async function discover(address: string): Promise<Provider> {
  const base = address.replace(/\/$/, '');
  const answer = await fetch(`${base}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(PROVIDER_ANSWERS_WITHIN_MS),
  });
  if (!answer.ok) throw new Error(`the provider answered ${answer.status}`);
  const { issuer, jwks_uri: keysAt } = (await answer.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (typeof issuer !== 'string' || issuer.replace(/\/$/, '') !== base)
    throw new Error('the provider calls itself otherwise');
  if (typeof keysAt !== 'string') throw new Error('the provider names no keys');
  const { createRemoteJWKSet } = await jose();
  return { issuer, getKey: createRemoteJWKSet(new URL(keysAt), { timeoutDuration: PROVIDER_ANSWERS_WITHIN_MS }) };
}
