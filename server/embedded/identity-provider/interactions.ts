import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { Account, AccountBook, Door } from './accounts.ts';
import { MFA_ACR, PASSWORD_ACR } from './configuration.ts';
import type { ReportFailure } from './events.ts';
import { texts } from './pages.texts.ts';
import { codePage, noticePage, signInPage } from './pages.ts';

const LONGEST_FORM = 8 * 1024;

type Step = {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  details: Awaited<ReturnType<Provider['interactionDetails']>>;
};

/** The pages that a person meets on the way in: login and password, then the code where a second factor is asked for. */
export function interactionPages(provider: Provider, accounts: AccountBook, report: ReportFailure) {
  return async function handle(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const details = await provider.interactionDetails(req, res).catch((error: unknown) => {
      if (error instanceof errors.SessionNotFound) return null;
      throw error;
    });
    if (!details || details.uid !== url.pathname.split('/')[2]) return show(res, 400, noticePage(texts.expired));
    const step: Step = { req, res, url, details };
    const known = wantsOnlyCode(step) ? accounts.bySub(details.session?.accountId ?? '') : undefined;
    if (known) return secondFactor(step, known);
    return password(step);
  };

  async function password(step: Step): Promise<void> {
    const { req, res, url, details } = step;
    const door: Door = details.params['client_id'] === 'counterfoil-panel' ? 'panel' : 'shop';
    const demoAccounts = accounts.demoFor(door);
    const chosen = demoAccounts.find(({ email }) => email === url.searchParams.get('fill'));
    const draw = (status: number, login: string, fault: string | null) =>
      show(
        res,
        status,
        signInPage({
          action: url.pathname,
          application: texts.applications[door],
          login,
          password: chosen && !fault ? chosen.password : '',
          fault,
          demoAccounts,
          fillLink: ({ email }) => `${url.pathname}?fill=${encodeURIComponent(email)}`,
        }),
      );
    const hint = details.params['login_hint'];
    if (req.method !== 'POST') return draw(200, chosen?.email ?? (typeof hint === 'string' ? hint : ''), null);

    const form = await readForm(req);
    const login = form.get('login') ?? '';
    if (!login || !form.get('password')) return draw(422, login, texts.signIn.empty);
    const account = accounts.check(login, form.get('password') ?? '');
    if (!account) {
      const tried = accounts.byLogin(login);
      report(tried ? 'fp' : 'fu', { req, account: tried, login, clientId: String(details.params['client_id']) });
      return draw(401, login, texts.signIn.wrong);
    }
    return finish(step, account, { amr: ['pwd'], acr: PASSWORD_ACR });
  }

  async function secondFactor(step: Step, account: Account): Promise<void> {
    const { req, res, url, details } = step;
    const draw = (status: number, fault: string | null) =>
      show(res, status, codePage({ action: url.pathname, account, fault }));
    if (req.method !== 'POST') return draw(200, null);
    const form = await readForm(req);
    if (!accounts.checkCode(account, form.get('code') ?? '')) {
      const { email: login } = account;
      report('gd_auth_failed', { req, account, login, clientId: String(details.params['client_id']) });
      return draw(401, texts.code.wrong);
    }
    return finish(step, account, { amr: ['pwd', 'mfa'], acr: MFA_ACR });
  }

  function finish({ req, res }: Step, account: Account, proof: { amr: string[]; acr: string }): Promise<void> {
    const result = { login: { accountId: account.sub, ...proof } };
    return provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
  }
}

/** True where the password was just given or is recent enough, and only the second factor is missing. */
function wantsOnlyCode({ details }: Step): boolean {
  return details.prompt.reasons.every((reason) => reason === 'second_factor');
}

/** Answers with a page of ours. */
export function show(res: ServerResponse, status: number, page: string): void {
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  res.end(page);
}

async function readForm(req: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) {
    text += chunk;
    if (text.length > LONGEST_FORM) throw new Error('The form is longer than any of ours');
  }
  return new URLSearchParams(text);
}
