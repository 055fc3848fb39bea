import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { texts } from './sign-in.texts.ts';

export type Notice = {
  title: string;
  text: string;
  /** A further sentence, such as who may. */
  detail?: string;
  link?: { href: string; label: string };
};

const STYLE = `
:root { --ink: #1d2733; --soft: #566372; --paper: #f4f1ea; --card: #fff; --line: #d9d4c8; --accent: #0b5a4a; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae4; --soft: #aab1b9; --paper: #14181d; --card: #1d232a; --line: #353d46; --accent: #6fd0b8; --on-accent: #0d1b18; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 2rem 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 28rem; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.25; }
p { margin: 0 0 1rem; color: var(--soft); }
.brand { color: var(--ink); font-weight: 650; }
a { display: inline-block; padding: .7rem 1.1rem; font-weight: 600; text-decoration: none; color: var(--on-accent); background: var(--accent); border-radius: 8px; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Answers with a small page that says one thing; it needs neither script nor the panel's assets. */
export function sendNotice(res: Response, status: number, { title, text, detail, link }: Notice): void {
  res.status(status);
  res.set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' });
  res.type('html').send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} · ${texts.product}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="brand">${texts.product}</p>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${detail ? `<p>${escaped(detail)}</p>` : ''}
${link ? `<p><a href="${escaped(link.href)}">${escaped(link.label)}</a></p>` : ''}
</main>
</body>
</html>
`);
}
