import { useTranslation } from 'adminjs';
import React, { useEffect } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { useTexts } from '../lib/texts.ts';
import { Icon } from './icon.tsx';

type Notice = { id: string; message: string; type?: string; resourceId?: string; options?: Record<string, unknown> };

const SHOWN_MS = 6000;

/** What just happened. Good news goes by itself; what went wrong stays until it is dismissed. */
export function Notices(): React.ReactElement {
  const { t } = useTexts();
  const notices = useSelector((state: { notices: Notice[] }) => state.notices);
  const problems = notices.filter((notice) => notice.type === 'error');
  const news = notices.filter((notice) => notice.type !== 'error');
  return (
    <section className="cf-notices" aria-label={t('notices.label')}>
      <div role="alert">
        {problems.map((notice) => (
          <NoticeBox key={notice.id} notice={notice} />
        ))}
      </div>
      <div role="status">
        {news.map((notice) => (
          <NoticeBox key={notice.id} notice={notice} />
        ))}
      </div>
    </section>
  );
}

function NoticeBox({ notice }: { notice: Notice }): React.ReactElement {
  const { t } = useTexts();
  const { translateMessage } = useTranslation();
  const dispatch = useDispatch();
  const { id, type, message, resourceId, options } = notice;
  const isProblem = type === 'error';

  useEffect(() => {
    if (isProblem) return;
    const timer = window.setTimeout(() => dispatch({ type: 'DROP_NOTICE', data: { noticeId: id } }), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [dispatch, id, isProblem]);

  return (
    <div className={isProblem ? 'cf-notice is-bad' : 'cf-notice is-good'}>
      <Icon name={isProblem ? 'AlertTriangle' : 'Check'} />
      <p>{translateMessage(message, resourceId, options as never)}</p>
      <button
        type="button"
        className="cf-button is-plain is-small"
        onClick={() => dispatch({ type: 'DROP_NOTICE', data: { noticeId: id } })}
      >
        <Icon name="X" size={16} />
        <span className="cf-visually-hidden">{t('notices.dismiss')}</span>
      </button>
    </div>
  );
}
