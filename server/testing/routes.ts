import type { IRouter } from 'express';

/** An address that answers, as it was mounted: `/api/v1/orders/:name`; patterns by their source. */
export type Served = { method: string; path: string };

type Listed = { path: string | RegExp; methods?: string[]; router?: IRouter };

/** Every address of a router and of those mounted in it, read from the router itself, so that none can be left out. */
export function servedBy(router: IRouter, base = ''): Served[] {
  const { listRoutes } = router as unknown as { listRoutes: () => Listed[] };
  return listRoutes.call(router).flatMap(({ path, methods, router: mounted }) => {
    const text = path instanceof RegExp ? path.source : path;
    const full = text === '/' && base !== '' ? base : `${base}${text}`;
    if (mounted) return servedBy(mounted, full === '/' ? '' : full);
    return (methods ?? []).map((method) => ({ method, path: full }));
  });
}
