type Options = { nonce: string; imageBaseUrl: string; https: boolean; development: boolean };

/** Scripts by nonce only, no eval, nothing embedded; style attributes are allowed, style elements are not. */
export function contentSecurityPolicy({ nonce, imageBaseUrl, https, development }: Options): string {
  const directives = [
    "default-src 'self'",
    // The development overlay compiles with eval and injects its own style elements.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ''}`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data:${imageBaseUrl ? ` ${new URL(imageBaseUrl).origin}` : ''}`,
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
  ];
  if (https) directives.push('upgrade-insecure-requests');
  return directives.join('; ');
}
