import type { ResourceJSON } from 'adminjs';
import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

/** What a list shows is all in the address, so that it can be shared, kept and walked back to. */
export type ListQuery = {
  params: URLSearchParams;
  text: string;
  /** `status` → `draft`; ranges as `price~~from`. */
  filters: Map<string, string>;
  set: (changes: Record<string, string | null>) => void;
  setFilters: (filters: Map<string, string>) => void;
  clear: () => void;
};

const PREFIX = 'filters.';

export function useListQuery(): ListQuery {
  const { search, pathname } = useLocation();
  const navigate = useNavigate();
  const params = useMemo(() => new URLSearchParams(search), [search]);

  const go = useCallback(
    (next: URLSearchParams) => navigate({ pathname, search: next.toString() }),
    [navigate, pathname],
  );

  const set = useCallback(
    (changes: Record<string, string | null>) => {
      const next = new URLSearchParams(params);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      if (!('page' in changes)) next.delete('page');
      go(next);
    },
    [params, go],
  );

  const setFilters = useCallback(
    (filters: Map<string, string>) => {
      const next = new URLSearchParams([...params].filter(([name]) => !name.startsWith(PREFIX) && name !== 'page'));
      for (const [name, value] of filters) if (value !== '') next.set(PREFIX + name, value);
      go(next);
    },
    [params, go],
  );

  const clear = useCallback(() => navigate({ pathname }), [navigate, pathname]);
  const filters = useMemo(
    () =>
      new Map(
        [...params]
          .filter(([name]) => name.startsWith(PREFIX))
          .map(([name, value]) => [name.slice(PREFIX.length), value]),
      ),
    [params],
  );
  return { params, text: params.get('q') ?? '', filters, set, setFilters, clear };
}

/** The fields that can be filtered by this person. */
export const filterNames = (resource: ResourceJSON): string[] =>
  resource.filterProperties.map((property) => property.propertyPath);
