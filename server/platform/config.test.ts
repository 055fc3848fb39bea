import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './config.ts';

const enough = {
  MONGODB_URI: 'mongodb://127.0.0.1/counterfoil?replicaSet=rs0',
  OIDC_ISSUER: 'http://localhost:4100',
  OIDC_PANEL_CLIENT_SECRET: 'p'.repeat(16),
  OIDC_SHOP_CLIENT_SECRET: 's'.repeat(16),
  SESSION_SECRET: 'x'.repeat(16),
  HOP_SECRET: 'h'.repeat(16),
};

describe('the settings', () => {
  it('are read with their defaults', () => {
    expect(loadConfig(enough)).toMatchObject({ PORT: 4000, production: false, ROLES_FROM: 'panel', TRUST_PROXY: 0 });
  });

  it('list every fault at once, each with the way to mend it', () => {
    const faulty = { ...enough, MONGODB_URI: '', OIDC_ISSUER: 'nonsense', SESSION_SECRET: 'short', ROLES_FROM: 'both' };
    expect(() => loadConfig(faulty)).toThrow(
      /MONGODB_URI is missing; set it to .*[\s\S]*OIDC_ISSUER is not an address[\s\S]*ROLES_FROM is neither[\s\S]*SESSION_SECRET is too short/,
    );
  });

  it('refuse half of an object store and one origin for panel and shop', () => {
    expect(() => loadConfig({ ...enough, S3_ENDPOINT: 'http://x' })).toThrow(/S3_ENDPOINT is set without/);
    expect(() => loadConfig({ ...enough, STOREFRONT_URL: 'http://localhost:4000' })).toThrow(/same origin/);
  });

  it('refuse production without its own parts, naming each missing variable', () => {
    expect(() => loadConfig({ ...enough, NODE_ENV: 'production' })).toThrow(
      /S3_BUCKET is missing[\s\S]*PUBLIC_URL is missing[\s\S]*AUDIT_SIGNING_KEY is missing/,
    );
  });
});
