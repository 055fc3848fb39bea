import type { ServerResponse } from 'node:http';

// Pages and instrumentation are bundled apart and share no module, only the global object.
const registry = globalThis as typeof globalThis & { counterfoilAnswers?: Map<string, ServerResponse> };
registry.counterfoilAnswers ??= new Map();
const answers = registry.counterfoilAnswers;

/** Keeps an answer within reach of the page that makes it, until it is sent. */
export function rememberAnswer(requestId: string, answer: ServerResponse): void {
  answers.set(requestId, answer);
  answer.once('close', () => answers.delete(requestId));
}

/**
 * Gives the page being rendered a status of its own. Next offers pages 404 only (and that as an empty document
 * without script); a shop whose server is away must say 503, or search engines file the apology as the product.
 */
export function setAnswerStatus(requestId: string | null, status: number): void {
  const answer = answers.get(requestId ?? '');
  if (!answer || answer.headersSent) return;
  answer.statusCode = status;
  if (status === 503 || status === 429) answer.setHeader('Retry-After', '30');
}

/**
 * Hands cookies that the server set on to the browser: a session that is in use is renewed, also by pages that are
 * only read. Next lets pages read cookies but not set them.
 */
export function passCookiesOn(requestId: string | null, setCookies: string[]): void {
  const answer = answers.get(requestId ?? '');
  if (!answer || answer.headersSent || setCookies.length === 0) return;
  answer.appendHeader('Set-Cookie', setCookies);
}
