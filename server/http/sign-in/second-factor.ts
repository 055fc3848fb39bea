/** How Auth0 names "more than one factor" in `acr_values` and `acr`. */
export const MFA_ACR = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor';

/**
 * True where these claims of the provider say that more than a password was proved: `acr`, `amr`, or a claim that stands for `amr` where the
 * provider keeps that name to itself, as Auth0 does in access tokens.
 */
export function hasSecondFactor(claims: Readonly<Record<string, unknown>>, amrClaim = 'amr'): boolean {
  return claims['acr'] === MFA_ACR || [claims['amr'], claims[amrClaim]].some(namesMfa);
}

const namesMfa = (methods: unknown): boolean => Array.isArray(methods) && methods.includes('mfa');
