import type { AssetUrls } from './assets.ts';

export type ShellState = { redux: string; theme: string };

/** By line feeds alone: a text may hold other characters that end lines, JSON never holds a line feed. */
const STATE_LINES = {
  redux: /(?:^|\n)[ \t]*window\.REDUX_STATE = (\{[^\n]*\});[ \t]*(?=\n)/,
  theme: /(?:^|\n)[ \t]*window\.THEME = (\{[^\n]*\});[ \t]*(?=\n)/,
} as const;

/** Takes out of AdminJS's page what it is for: the state it starts from. The page itself is ours (see `renderShell`). */
export function stateOf(html: string): ShellState {
  const redux = STATE_LINES.redux.exec(html)?.[1];
  const theme = STATE_LINES.theme.exec(html)?.[1];
  if (!redux || !theme) throw new Error('AdminJS wrote its page in another way than this version is known to');
  return { redux, theme };
}

/** Makes JSON safe inside a script element: no text in it can end the element or the line. */
export const inScript = (json: string): string =>
  json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export type ShellOptions = {
  /** What the pages need beside AdminJS's own state. */
  settings: Record<string, unknown>;
  /** A script of ours that completes the state. */
  restore: string;
  title: string;
  language: string;
  nonce: string;
  assets: AssetUrls;
  noScript: string;
};

/**
 * The panel's page. Unlike AdminJS's own it escapes the state, gives every script the page's nonce, asks no foreign host for anything and
 * names its assets by content, so that browsers keep them for ever.
 */
export function renderShell(
  state: ShellState,
  { settings, restore, title, language, nonce, assets, noScript }: ShellOptions,
): string {
  const scripts = assets.scripts.map((url) => `<script nonce="${nonce}" src="${url}" defer></script>`);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${inHtml(title)}</title>
<link rel="icon" type="image/svg+xml" href="${assets.icon}">
<link rel="stylesheet" href="${assets.style}">
<script nonce="${nonce}">
window.REDUX_STATE = ${inScript(state.redux)};
${restore}
window.THEME = ${inScript(state.theme)};
window.COUNTERFOIL = ${inScript(JSON.stringify(settings))};
window.THEME_COMPONENTS = {};
window.AdminJS = { Components: {} };
</script>
${scripts.join('\n')}
<script nonce="${nonce}" type="module">
createRoot(document.getElementById('app')).render(AdminJS.Application);
</script>
</head>
<body>
<div id="app"></div>
<noscript>${inHtml(noScript)}</noscript>
</body>
</html>
`;
}

export type PlainPage = {
  title: string;
  message: string;
  language: string;
  style: string;
  link?: { href: string; label: string };
};

/** A page without the application: for those who may not enter, and for what goes wrong before it can start. */
export function renderPlainPage({ title, message, language, style, link }: PlainPage): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${inHtml(title)}</title>
<link rel="stylesheet" href="${style}">
</head>
<body class="cf-plain">
<main>
<h1>${inHtml(title)}</h1>
<p>${inHtml(message)}</p>
${link ? `<p><a href="${inHtml(link.href)}">${inHtml(link.label)}</a></p>` : ''}
</main>
</body>
</html>
`;
}

/** What the panel's pages may load and do. Inline styles are needed by styled-components; scripts only run with the page's nonce. */
export function contentSecurityPolicy(nonce: string, imageHosts: readonly string[]): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    ["img-src 'self' data: blob:", ...imageHosts].join(' '),
    "font-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ');
}
