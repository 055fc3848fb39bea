import { useNotice } from 'adminjs';
import { useCallback } from 'react';
import type { Answer } from './api.ts';
import { type Texts, useTexts } from './texts.ts';

/** Shows what an answer has to say: its notice in the catalogue's words, or its error. */
export function useAnswerNotice(resourceId?: string): (answer: Answer) => void {
  const addNotice = useNotice();
  const texts = useTexts();
  return useCallback(
    (answer: Answer) => {
      const message = messageOf(answer, texts, resourceId);
      if (message) addNotice({ message, type: answer.error || answer.notice?.type === 'error' ? 'error' : 'success' });
    },
    [addNotice, texts, resourceId],
  );
}

function messageOf(answer: Answer, texts: Texts, resourceId: string | undefined): string | null {
  if (answer.status === 0) return texts.t('notices.offline');
  if (answer.status === 401 || answer.status === -1) return null;
  if (answer.error) return answer.error.message;
  if (!answer.notice) return null;
  const { message, options = {} } = answer.notice;
  const key = message.replace(/Done$/, '');
  const own = resourceId ? texts.of(resourceId, `done.${key}`) : null;
  return own ?? texts.t(`notices.${message}`, options as Record<string, string | number>);
}
