import type { Request } from 'express';
import { AppError } from '../../shared/errors.ts';
import { texts } from './panel.texts.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export const isUnsafe = (method: string): boolean => !SAFE_METHODS.has(method.toUpperCase());

/**
 * Throws `foreign_origin` unless the panel's own pages sent this request. Browsers say so in Sec-Fetch-Site, older ones in Origin;
 * a request that has neither does not come from a page of ours and is refused too.
 */
export function assertSameOrigin(request: Request, publicOrigin: string | null): void {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) {
    if (site !== 'same-origin') throw foreignOrigin();
    return;
  }
  const origin = request.get('origin');
  // Behind a load balancer the host that arrives may be another than the one browsers know.
  if (!origin || (origin !== publicOrigin && originHost(origin) !== request.host)) throw foreignOrigin();
}

function originHost(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

const foreignOrigin = (): AppError => new AppError('foreign_origin', 403, texts.foreignOrigin);
