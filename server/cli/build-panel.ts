import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { BUNDLE_DIR, bundleIsFresh, stampFile, stampText } from '../http/panel/bundle.ts';

/*
 * Builds the panel's components with AdminJS's own bundler, in its production form, and compresses the page's scripts. Does nothing where
 * nothing changed, unless called with --force. Development uses the same files, so that what is tested is what is shipped.
 */
const BROTLI_QUALITY = process.argv.includes('--best') ? 11 : 9;

process.env['NODE_ENV'] = 'production';
process.env['ADMIN_JS_TMP_DIR'] = BUNDLE_DIR;

if (bundleIsFresh() && !process.argv.includes('--force')) {
  console.log('The panel is built already.');
} else {
  await buildComponents();
  await compress();
  writeFileSync(stampFile(), stampText());
  console.log('The panel is built.');
}

async function buildComponents(): Promise<void> {
  mkdirSync(BUNDLE_DIR, { recursive: true });
  // The bundler reads its folder from the environment as it is loaded.
  const { componentsBundler, generateUserComponentEntry } = await import('adminjs/bundler');
  const { AdminJS, ComponentLoader } = await import('adminjs');
  const { COMPONENTS } = await import('../../resources/components/index.ts');
  const componentLoader = new ComponentLoader();
  for (const [name, file] of Object.entries(COMPONENTS)) componentLoader.__unsafe_addWithoutChecks(name, file);
  const admin = new AdminJS({ componentLoader });
  await componentsBundler.createEntry({ content: generateUserComponentEntry(admin, BUNDLE_DIR) });
  await componentsBundler.build();
}

async function compress(): Promise<void> {
  const { contentHash, scriptFiles, styleSheet } = await import('../http/panel/assets.ts');
  for (const name of readdirSync(BUNDLE_DIR).filter((file) => file.includes('.br.'))) rmSync(join(BUNDLE_DIR, name));
  const bodies = Object.entries(scriptFiles()).map(([name, file]) => [name, readFileSync(file)] as const);
  for (const [name, body] of [...bodies, ['panel.css', Buffer.from(styleSheet())] as const]) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
    writeFileSync(join(BUNDLE_DIR, `${name}.br.${contentHash(body)}`), brotliCompressSync(body, { params }));
  }
}
