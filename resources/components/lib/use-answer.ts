import { useCallback, useEffect, useState } from 'react';
import { type Answer, call } from './api.ts';

/** Reads an address of the panel's API and keeps the last answer until the next one is there. */
export function useAnswer(path: string | null): { answer: Answer | null; loading: boolean; reload: () => void } {
  const [state, setState] = useState<{ path: string | null; answer: Answer | null }>({ path: null, answer: null });
  const [loading, setLoading] = useState(path !== null);
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is there to read again
  useEffect(() => {
    if (path === null) return;
    const aborter = new AbortController();
    setLoading(true);
    call(path, { signal: aborter.signal }).then((answer) => {
      if (answer.status === -1) return;
      setState({ path, answer });
      setLoading(false);
    });
    return () => aborter.abort();
  }, [path, turn]);

  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { answer: state.answer, loading, reload };
}
