import {
  type ClientMetadata,
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { scopesFor } from '../../shared/permissions.policy.ts';
import { ROLES } from '../../shared/request-context.ts';
import type { AccountBook } from './accounts.ts';
import { texts } from './pages.texts.ts';
import { noticePage, signOutPage } from './pages.ts';
import type { loadKeys, openState } from './state.ts';

/** How Auth0 names "more than one factor", so that the server asks both in the same words. */
export const MFA_ACR = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor';
export const PASSWORD_ACR = 'urn:counterfoil:acr:password';
const ROLES_CLAIM = 'https://counterfoil/roles';
/** What an Action at Auth0 puts into access tokens, where `amr` itself is not to be had. */
const AMR_CLAIM = 'https://counterfoil/amr';
const DAY = 24 * 3600;

/** What an app names to get access tokens for the API; a resource indicator must be an address (RFC 8707), so it is not the audience itself. */
const API_RESOURCE = 'urn:counterfoil:api';
const API_AUDIENCE = 'counterfoil-api';
const API_SCOPES = scopesFor(ROLES).join(' ');
const APP_CLIENT = 'counterfoil-app';

export type ProviderSettings = {
  serverUrl: string;
  storefrontUrl: string;
  panelClientSecret: string;
  shopClientSecret: string;
};

type Parts = { accounts: AccountBook; keys: ReturnType<typeof loadKeys>; state: ReturnType<typeof openState> };

/** Everything oidc-provider is told: two confidential clients and an app, the code flow with PKCE, and the habits of Auth0. */
export function providerConfiguration(settings: ProviderSettings, { accounts, keys, state }: Parts): Configuration {
  return {
    adapter: state.adapterFor,
    clients: clients(settings),
    jwks: keys.jwks,
    cookies: {
      keys: keys.cookieKeys,
      // Cookies ignore ports, so these must not look like anybody else's on localhost.
      names: { session: 'cf_idp_session', interaction: 'cf_idp_interaction', resume: 'cf_idp_resume' },
    },
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    claims: {
      openid: ['sub', 'acr', 'amr', 'auth_time', ROLES_CLAIM],
      profile: ['name', 'given_name', 'family_name', 'nickname'],
      email: ['email', 'email_verified'],
    },
    acrValues: [MFA_ACR, PASSWORD_ACR],
    // Claims of the asked scopes stand in the ID token itself, as Auth0 puts them.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    responseTypes: ['code'],
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== API_RESOURCE) throw new errors.InvalidTarget();
          return {
            scope: API_SCOPES,
            audience: API_AUDIENCE,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          };
        },
        useGrantedResource: () => true,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = signOutPage(form);
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = noticePage(texts.signedOut);
        },
      },
    },
    extraTokenClaims: (ctx) => ({ [AMR_CLAIM]: ctx.oidc.entities.AuthorizationCode?.amr ?? [] }),
    interactions: { policy: policyWithSecondFactor(), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    ttl: {
      Session: 14 * DAY,
      Grant: 14 * DAY,
      Interaction: 3600,
      AuthorizationCode: 60,
      AccessToken: 3600,
      IdToken: 3600,
    },
    findAccount: async (_ctx, sub) => findAccount(accounts, sub),
    loadExistingGrant: consentAtOnce,
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = noticePage(
        out.error === 'invalid_request' && ctx.path.startsWith('/auth/') ? texts.expired : texts.fault,
      );
    },
    // Back-channel logout goes to this very machine, which the provider's own dispatcher refuses.
    fetch: (url, options) => {
      const { dispatcher: _dispatcher, ...rest } = options as RequestInit & { dispatcher?: unknown };
      return globalThis.fetch(url, rest);
    },
  };
}

function clients({
  serverUrl,
  storefrontUrl,
  panelClientSecret,
  shopClientSecret,
}: ProviderSettings): ClientMetadata[] {
  const common = {
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
    token_endpoint_auth_method: 'client_secret_basic' as const,
    backchannel_logout_session_required: true,
  };
  return [
    {
      ...common,
      client_id: 'counterfoil-panel',
      client_secret: panelClientSecret,
      redirect_uris: [`${serverUrl}/admin/auth/callback`],
      post_logout_redirect_uris: [`${serverUrl}/admin/auth/signed-out`],
      backchannel_logout_uri: `${serverUrl}/admin/auth/backchannel-logout`,
    },
    {
      ...common,
      client_id: 'counterfoil-shop',
      client_secret: shopClientSecret,
      redirect_uris: [`${storefrontUrl}/auth/callback`],
      post_logout_redirect_uris: [storefrontUrl, `${storefrontUrl}/`],
      // From server to server: it need not pass the storefront.
      backchannel_logout_uri: `${serverUrl}/auth/backchannel-logout`,
    },
    {
      // An app on somebody's own machine or telephone: it can keep no secret, and listens where there is room (RFC 8252).
      client_id: APP_CLIENT,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: ['http://127.0.0.1/callback', 'http://localhost/callback'],
    },
  ];
}

/** Asks for the second factor when `acr_values` wants it and this session has only the password. */
function policyWithSecondFactor() {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy.get('login')?.checks.add(
    new Check('second_factor', 'a second factor is asked for', (ctx) => {
      const asked = String(ctx.oidc.params?.['acr_values'] ?? '').split(' ');
      const missing = asked.includes(MFA_ACR) && ctx.oidc.session?.acr !== MFA_ACR;
      return missing ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
    }),
  );
  // The app is the house's own like the others.
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}

function findAccount(accounts: AccountBook, sub: string) {
  const account = accounts.bySub(sub);
  if (!account) return undefined;
  return {
    accountId: sub,
    claims: async () => ({
      sub,
      email: account.email,
      email_verified: account.emailVerified,
      name: `${account.givenName} ${account.familyName}`.trim() || account.email,
      given_name: account.givenName,
      family_name: account.familyName,
      nickname: account.email.split('@')[0] ?? account.email,
      [ROLES_CLAIM]: account.roles,
    }),
  };
}

/** Both applications are the house's own: nobody is asked whether they may know who signs in. */
async function consentAtOnce(ctx: KoaContextWithOIDC) {
  const { client, session, provider, result } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const id = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const known = id ? await provider.Grant.find(id) : undefined;
  const grant = known ?? new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  if (known && (client.clientId !== APP_CLIENT || known.getResourceScope(API_RESOURCE))) return known;
  grant.addOIDCScope('openid profile email offline_access');
  if (client.clientId === APP_CLIENT) grant.addResourceScope(API_RESOURCE, API_SCOPES);
  await grant.save();
  return grant;
}
