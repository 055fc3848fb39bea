import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type RequestHandler, Router } from 'express';
import { BUNDLE_DIR, BUNDLE_FILE } from './bundle.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const require = createRequire(import.meta.url);

export type AssetUrls = { scripts: string[]; style: string; icon: string };
export type PanelAssets = { urls: AssetUrls; router: Router };

type Asset = { name: string; type: string; body: Buffer; compressed: Buffer | null; hash: string };

const SCRIPT = 'text/javascript; charset=utf-8';
const FOREVER = 'public, max-age=31536000, immutable';

/** The scripts AdminJS's pages consist of, always in their production form, in the order in which they need each other. */
export function scriptFiles(): Record<string, string> {
  const core = join(dirname(require.resolve('adminjs')), 'lib/frontend/assets/scripts');
  const designSystem = join(dirname(require.resolve('@adminjs/design-system')), '../bundle.production.js');
  return {
    'global.bundle.js': join(core, 'global-bundle.production.js'),
    'design-system.bundle.js': designSystem,
    'app.bundle.js': join(core, 'app-bundle.production.js'),
    'components.bundle.js': BUNDLE_FILE,
  };
}

/** The panel's style sheet: its parts in the order of their names. */
export function styleSheet(): string {
  const folder = join(ROOT, 'resources/components/styles');
  const parts = readdirSync(folder).filter((name) => name.endsWith('.css'));
  return parts
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** Reads the panel's assets and serves them by their content's hash, so that browsers may keep them for ever. */
export function panelAssets(base: string): PanelAssets {
  const scripts = Object.entries(scriptFiles()).map(([name, file]) => assetOf(name, SCRIPT, readFileSync(file)));
  const style = assetOf('panel.css', 'text/css; charset=utf-8', Buffer.from(styleSheet()));
  const icon = assetOf('icon.svg', 'image/svg+xml', readFileSync(join(ROOT, 'resources/components/images/icon.svg')));
  const url = (asset: Asset): string => `${base}/frontend/assets/${asset.name}?v=${asset.hash}`;
  return {
    urls: { scripts: scripts.map(url), style: url(style), icon: url(icon) },
    router: assetRouter([...scripts, style, icon]),
  };
}

function assetOf(name: string, type: string, body: Buffer): Asset {
  const precompressed = join(BUNDLE_DIR, `${name}.br`);
  const hash = contentHash(body);
  // The build step names the compressed copy after the content it is of, so that an old one is never served for a new file.
  const compressed = existsSync(`${precompressed}.${hash}`) ? readFileSync(`${precompressed}.${hash}`) : null;
  return { name, type, body, compressed, hash };
}

export const contentHash = (body: Buffer): string => createHash('sha256').update(body).digest('hex').slice(0, 16);

function assetRouter(assets: Asset[]): Router {
  const router = Router();
  for (const asset of assets) router.get(`/frontend/assets/${asset.name}`, serve(asset));
  return router;
}

const serve =
  (asset: Asset): RequestHandler =>
  (request, response) => {
    const etag = `"${asset.hash}"`;
    response.set({
      'Content-Type': asset.type,
      'Cache-Control': request.query['v'] === asset.hash ? FOREVER : 'public, no-cache',
      ETag: etag,
      Vary: 'Accept-Encoding',
      'X-Content-Type-Options': 'nosniff',
    });
    if (request.get('if-none-match') === etag) {
      response.status(304).end();
      return;
    }
    if (asset.compressed && request.acceptsEncodings('br')) {
      response.set('Content-Encoding', 'br').end(asset.compressed);
      return;
    }
    response.end(asset.body);
  };
