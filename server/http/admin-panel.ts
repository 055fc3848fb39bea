import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Express, RequestHandler, Router } from 'express';
import { COMPONENTS } from '../../resources/components/index.ts';
import { dashboard } from '../../resources/dashboard.ts';
import { fieldLabel } from '../../resources/features/labels.ts';
import { resources } from '../../resources/index.ts';
import { en, textsForPages } from '../../resources/locale/en.ts';
import { orderDesk } from '../../resources/order-desk.ts';
import { scanPage } from '../../resources/scan-page.ts';
import { theme } from '../../resources/theme.ts';
import { logger } from '../platform/logger.ts';
import { panelAssets } from './panel/assets.ts';
import { buildAdmin } from './panel/build-admin.ts';
import { bundleIsFresh } from './panel/bundle.ts';
import { panelRouter } from './panel/panel-router.ts';
import { buildRegistry, type Registry } from './panel/registry.ts';
import type { ResourceDefinition } from './panel/resource-definition.ts';
import { resumeSelectionsWith } from './panel/write-handlers.ts';

const ROOT_PATH = '/admin';

export type PanelOptions = {
  config: {
    TIME_ZONE: string;
    SHOP_CURRENCY: string;
    IMAGE_BASE_URL?: string | undefined;
    PUBLIC_URL?: string | undefined;
    production: boolean;
  };
  /** Sets `request.ctx` (a RequestContext); a guest's where nobody is signed in. */
  authenticate: RequestHandler;
  /** Routes below `/admin/api` that stand behind the panel's sign-in and origin check, such as picture uploads. */
  api?: Router;
  signInPath?: string;
  signOutPath?: string;
  /** Only tests give others. */
  definitions?: readonly ResourceDefinition[];
};

/**
 * Mounts the panel at /admin. The page's scripts must have been built (`node server/cli/build-panel.ts`); outside production that is done
 * here where something changed. Answers the registry, which tells tests what there is.
 */
export async function mountAdminPanel(app: Express, options: PanelOptions): Promise<Registry> {
  const { config, authenticate, api, definitions = resources } = options;
  const { signInPath = `${ROOT_PATH}/auth/login`, signOutPath = `${ROOT_PATH}/auth/logout` } = options;
  await assertBundle(config.production);
  const registry = buildRegistry(definitions, { timeZone: config.TIME_ZONE, currency: config.SHOP_CURRENCY });
  resumeSelectionsWith(registry);
  const admin = await buildAdmin(registry, {
    components: COMPONENTS,
    locale: { language: 'en', translations: textsForPages() },
    theme,
    dashboard,
    pages: {
      scan: { component: 'ScanPage', icon: 'Maximize', handler: scanPage },
      orderDesk: { component: 'NewOrderPage', icon: 'Plus', handler: orderDesk },
    },
    companyName: en.cf.product,
    loginPath: `${ROOT_PATH}/login`,
    logoutPath: signOutPath,
    rootPath: ROOT_PATH,
    version: versionOfProduct(),
  });
  const imageHost = config.IMAGE_BASE_URL ? new URL(config.IMAGE_BASE_URL).origin : null;
  const router = panelRouter({
    admin,
    registry,
    assets: panelAssets(ROOT_PATH),
    authenticate,
    api,
    fieldLabel,
    settings: {
      timeZone: config.TIME_ZONE,
      currency: config.SHOP_CURRENCY,
      language: 'en',
      imageBase: config.IMAGE_BASE_URL ?? null,
    },
    imageHosts: imageHost ? [imageHost] : [],
    rootPath: ROOT_PATH,
    signInPath,
    publicOrigin: config.PUBLIC_URL ? new URL(config.PUBLIC_URL).origin : null,
  });
  app.use(ROOT_PATH, router);
  return registry;
}

async function assertBundle(production: boolean): Promise<void> {
  if (bundleIsFresh()) return;
  if (production) throw new Error('The panel is not built. Run: node server/cli/build-panel.ts');
  logger.info('building the panel');
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../cli/build-panel.ts')]);
}

const versionOfProduct = (): string =>
  (createRequire(import.meta.url)('../../package.json') as { version: string }).version;
