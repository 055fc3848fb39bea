import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { BUNDLE_DIR, BUNDLE_FILE, bundleIsFresh, stampFile, stampText } from '../http/panel/bundle.ts';

/*
 * Builds the panel's components with AdminJS's own bundler, in its production form, and compresses the page's scripts. Does nothing where
 * nothing changed, unless called with --force. Development uses the same files, so that what is tested is what is shipped.
 */
const BROTLI_QUALITY = process.argv.includes('--best') ? 11 : 9;

/** Built aside and moved into place when done: two builds at once, or a server that starts meanwhile, never see half a bundle. */
const ASIDE = join(BUNDLE_DIR, `build-${process.pid}`);

process.env['NODE_ENV'] = 'production';
process.env['ADMIN_JS_TMP_DIR'] = ASIDE;

if (bundleIsFresh() && !process.argv.includes('--force')) {
  console.log('The panel is built already.');
} else {
  const stamp = stampText();
  mkdirSync(ASIDE, { recursive: true });
  try {
    await buildComponents();
    renameSync(join(ASIDE, 'bundle.js'), BUNDLE_FILE);
    await compress();
    put(stampFile(), Buffer.from(stamp));
  } finally {
    rmSync(ASIDE, { recursive: true, force: true });
  }
  console.log('The panel is built.');
}

async function buildComponents(): Promise<void> {
  // The bundler reads its folder from the environment as it is loaded.
  const { componentsBundler, generateUserComponentEntry } = await import('adminjs/bundler');
  const { AdminJS, ComponentLoader } = await import('adminjs');
  const { COMPONENTS } = await import('../../resources/components/index.ts');
  const componentLoader = new ComponentLoader();
  for (const [name, file] of Object.entries(COMPONENTS)) componentLoader.__unsafe_addWithoutChecks(name, file);
  const admin = new AdminJS({ componentLoader });
  await componentsBundler.createEntry({ content: generateUserComponentEntry(admin, ASIDE) });
  await componentsBundler.build();
}

async function compress(): Promise<void> {
  const { contentHash, scriptFiles, styleSheet } = await import('../http/panel/assets.ts');
  const old = new Set(readdirSync(BUNDLE_DIR).filter((file) => file.includes('.br.')));
  const bodies = Object.entries(scriptFiles()).map(([name, file]) => [name, readFileSync(file)] as const);
  for (const [name, body] of [...bodies, ['panel.css', Buffer.from(styleSheet())] as const]) {
    const file = `${name}.br.${contentHash(body)}`;
    const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
    put(join(BUNDLE_DIR, file), brotliCompressSync(body, { params }));
    old.delete(file);
  }
  for (const file of old) rmSync(join(BUNDLE_DIR, file), { force: true });
}

function put(file: string, body: Buffer): void {
  const aside = join(ASIDE, 'part');
  writeFileSync(aside, body);
  renameSync(aside, file);
}
