import type { NextConfig } from 'next';
import { LARGEST_BODY } from './lib/limits.ts';

// What never differs between installations. Everything that does (API_URL, HOP_SECRET …) is read at run time in
// lib/settings.ts, since this file is evaluated when the image is built.
const config: NextConfig = {
  poweredByHeader: false,
  agentRules: false,
  // Metadata would otherwise arrive after the page and be moved to <head> by script, which a reader without script never sees.
  htmlLimitedBots: /.*/,
  // `npm run check` type-checks the storefront; doing it again would only slow the start.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // Next cuts longer bodies without a word; proxy.ts refuses them before.
    proxyClientMaxBodySize: LARGEST_BODY,
  },
  // Browsers ask for it wherever a page names no icon, such as on a picture opened by itself.
  redirects: async () => [{ source: '/favicon.ico', destination: '/icon.svg', permanent: true }],
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
      ],
    },
  ],
};

export default config;
