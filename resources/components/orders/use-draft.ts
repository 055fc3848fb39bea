import { useCallback, useEffect, useState } from 'react';
import { call, type Fault } from '../lib/api.ts';
import type { Values } from '../lib/state.ts';

export type DraftLine = { productId: string; quantity: string };
export type Preview = { lines: Values[]; totals: Values; money: Values | null };

type Draft = {
  lines: DraftLine[];
  add: (productId: string) => void;
  setQuantity: (productId: string, quantity: string) => void;
  remove: (productId: string) => void;
  delivery: string;
  setDelivery: (delivery: string) => void;
  /** What the lines came to when they were last asked about. */
  preview: Preview | null;
  fault: Fault | null;
  /** The preview is of these very lines, and there is enough of each. */
  isReady: boolean;
  /** What keeps it from being ready, unless the answer is only on its way. */
  missing: 'lines' | 'mending' | null;
};

const TYPING_MS = 300;

/** The lines of an order that is being put together, and what they come to: asked anew whenever they change. */
export function useDraft(orderId: string | null, initial: DraftLine[]): Draft {
  const [lines, setLines] = useState<DraftLine[]>(initial);
  const [delivery, setDelivery] = useState('');
  const [answer, setAnswer] = useState<{ of: string; preview: Preview | null; fault: Fault | null } | null>(null);
  const asked = JSON.stringify({ do: 'preview', orderId, lines, delivery });

  useEffect(() => {
    if (lines.length === 0) {
      setAnswer(null);
      return;
    }
    const aborter = new AbortController();
    const timer = window.setTimeout(() => {
      call('/pages/orderDesk', { body: JSON.parse(asked), signal: aborter.signal }).then((got) => {
        if (got.status === -1) return;
        const preview = (got['preview'] as Preview | undefined) ?? null;
        // A quantity that can't be read leaves the rest in sight.
        setAnswer((before) => ({ of: asked, preview: preview ?? before?.preview ?? null, fault: got.error ?? null }));
      });
    }, TYPING_MS);
    return () => {
      window.clearTimeout(timer);
      aborter.abort();
    };
  }, [asked, lines.length]);

  const add = useCallback((productId: string) => {
    setLines((all) =>
      all.some((line) => line.productId === productId)
        ? all.map((line) => (line.productId === productId ? { ...line, quantity: oneMore(line.quantity) } : line))
        : [...all, { productId, quantity: '1' }],
    );
  }, []);
  const setQuantity = useCallback((productId: string, quantity: string) => {
    setLines((all) => all.map((line) => (line.productId === productId ? { ...line, quantity } : line)));
  }, []);
  const remove = useCallback((productId: string) => {
    setLines((all) => all.filter((line) => line.productId !== productId));
  }, []);

  const preview = answer?.preview ?? null;
  const isEnough = (preview?.lines ?? []).every(({ quantity, available }) => Number(quantity) <= Number(available));
  const isReady = lines.length > 0 && answer?.of === asked && !answer.fault && isEnough;
  const missing = lines.length === 0 ? 'lines' : answer?.fault || !isEnough ? 'mending' : null;
  return {
    lines,
    missing,
    add,
    setQuantity,
    remove,
    delivery,
    setDelivery,
    preview,
    fault: answer?.fault ?? null,
    isReady,
  };
}

/** A second scan of the same thing is one more of it. */
const oneMore = (quantity: string): string => (/^\d+$/.test(quantity) ? String(Number(quantity) + 1) : quantity);
