import { createHash } from 'node:crypto';
import type { Account } from './accounts.ts';
import { texts } from './pages.texts.ts';
import { STYLES } from './styles.ts';

const STYLE_HASH = createHash('sha256').update(STYLES).digest('base64');

/** The policy of every page here: no script, no foreign host; forms may lead on to the two applications, as a browser follows their redirects. */
export function pagePolicy(formTargets: string[]): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "script-src 'none'",
    `form-action 'self' ${formTargets.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that is already safe; everything else that goes into a page is escaped by `html`. */
class Safe {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}
type Piece = Safe | string | null | Piece[];

const render = (piece: Piece): string => {
  if (piece === null) return '';
  if (Array.isArray(piece)) return piece.map(render).join('');
  return piece instanceof Safe ? piece.markup : piece.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
};

function html(strings: TemplateStringsArray, ...pieces: Piece[]): Safe {
  return new Safe(strings.reduce((text, part, i) => text + render(pieces[i - 1] ?? null) + part));
}

const MARK = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <path d="M4 5h24v22l-4-2.6-4 2.6-4-2.6-4 2.6-4-2.6L4 27z"/><path class="stub" d="M9 11h14M9 16h14"/></svg>`;

function page(title: string, body: Safe): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${texts.product}</title>
<style>${new Safe(STYLES)}</style>
</head>
<body>
<main>
<p class="brand">${MARK}<span>${texts.product}</span></p>
${body}
</main>
<footer>${texts.standIn}</footer>
</body>
</html>`.markup;
}

const alert = (message: string | null): Safe | null =>
  message ? html`<p class="alert" role="alert" id="fault">${message}</p>` : null;

export type SignInPage = {
  action: string;
  application: string;
  login: string;
  /** Filled in only for a demo account that was chosen. */
  password: string;
  fault: string | null;
  demoAccounts: Account[];
  fillLink: (account: Account) => string;
};

/** The form for login and password, with the demo accounts as links that fill it in: no script needed. */
export function signInPage(view: SignInPage): string {
  const t = texts.signIn;
  const described = view.fault ? html` aria-invalid="true" aria-describedby="fault"` : null;
  const focus = html` autofocus`;
  return page(
    t.title(view.application),
    html`<h1>${t.title(view.application)}</h1>
${alert(view.fault)}
<form method="post" action="${view.action}">
<label for="login">${t.login}</label>
<input id="login" name="login" type="email" autocomplete="username" required value="${view.login}"${described}${view.login ? null : focus}>
<label for="password">${t.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required value="${view.password}"${described}${view.login && !view.password ? focus : null}>
<button type="submit"${view.password ? focus : null}>${t.submit}</button>
</form>
${demoList(view)}`,
  );
}

function demoList({ demoAccounts, fillLink, login }: SignInPage): Safe | null {
  if (demoAccounts.length === 0) return null;
  const t = texts.signIn;
  return html`<section aria-labelledby="demo">
<h2 id="demo">${t.demo}</h2>
<p>${t.demoHint}</p>
<ul>${demoAccounts.map(
    (account) => html`
<li><a href="${fillLink(account)}"${account.email === login ? html` aria-current="true"` : null}><strong>${texts.roles[account.roles[0] ?? ''] ?? ''}</strong> <span>${account.email}</span></a></li>`,
  )}
</ul>
</section>`;
}

export type CodePage = { action: string; account: Account; fault: string | null };

/** The second factor. */
export function codePage({ action, account, fault }: CodePage): string {
  const t = texts.code;
  return page(
    t.title,
    html`<h1>${t.title}</h1>
<p>${t.why(account.email)}</p>
${alert(fault)}
<form method="post" action="${action}">
<label for="code">${t.code}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required value="${account.demo ? account.code : ''}"${fault ? html` aria-invalid="true" aria-describedby="fault"` : null}${account.demo ? html` aria-describedby="hint"` : html` autofocus`}>
${account.demo ? html`<p class="hint" id="hint">${t.demoHint}</p>` : null}
<button type="submit"${account.demo ? html` autofocus` : null}>${t.submit}</button>
</form>`,
  );
}

/** Asked only where nobody vouches for the wish to sign out; `form` is the provider's own, which the button submits. */
export function signOutPage(form: string): string {
  const t = texts.signOut;
  return page(
    t.title,
    html`<h1>${t.title}</h1>
<p>${t.why}</p>
${new Safe(form)}
<button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>${t.yes}</button>`,
  );
}

/** A page that only says something. */
export function noticePage({ title, why }: { title: string; why: string }): string {
  return page(title, html`<h1>${title}</h1><p>${why}</p>`);
}
