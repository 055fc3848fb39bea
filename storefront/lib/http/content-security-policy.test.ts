import { expect, it } from '@jest/globals';
import { contentSecurityPolicy } from './content-security-policy.ts';

const directives = (overrides: Partial<Parameters<typeof contentSecurityPolicy>[0]> = {}): Map<string, string> => {
  const policy = contentSecurityPolicy({
    nonce: 'n0nce',
    imageBaseUrl: '',
    https: false,
    development: false,
    ...overrides,
  });
  return new Map(policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive]));
};

it('lets scripts run by nonce only, without eval, and styles as files and attributes', () => {
  const policy = directives();
  expect(policy.get('script-src')).toBe("script-src 'self' 'nonce-n0nce' 'strict-dynamic'");
  expect(policy.get('style-src')).toBe("style-src 'self'");
  expect(policy.get('style-src-attr')).toBe("style-src-attr 'unsafe-inline'");
  expect(policy.get('object-src')).toBe("object-src 'none'");
  expect(policy.get('base-uri')).toBe("base-uri 'none'");
  expect(policy.get('frame-ancestors')).toBe("frame-ancestors 'none'");
});

it('opens up for eval and style elements in development alone', () => {
  expect([...directives().values()].join()).not.toContain('unsafe-eval');
  expect(directives({ development: true }).get('script-src')).toContain("'unsafe-eval'");
});

it('takes pictures from the CDN where there is one, and asks for https under https', () => {
  const policy = directives({ imageBaseUrl: 'https://cdn.example/pictures', https: true });
  expect(policy.get('img-src')).toBe("img-src 'self' data: https://cdn.example");
  expect(policy.has('upgrade-insecure-requests')).toBe(true);
});
