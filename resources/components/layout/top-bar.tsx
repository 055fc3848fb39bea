import React from 'react';
import { usePaths, useSession } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { Icon } from './icon.tsx';

/** Who is signed in, the way out, and on narrow screens the way to the navigation. */
export function TopBar({ menuOpen, onMenu }: { menuOpen: boolean; onMenu: () => void }): React.ReactElement {
  const { t } = useTexts();
  const session = useSession();
  const { logoutPath } = usePaths();
  return (
    <header className="cf-topbar">
      <button
        type="button"
        className="cf-button is-plain cf-menu-button"
        aria-expanded={menuOpen}
        aria-controls="cf-navigation"
        onClick={onMenu}
      >
        <Icon name="Menu" />
        {t('menu')}
      </button>
      <div className="cf-topbar-space" />
      {session && (
        <p className="cf-person">
          <span className="cf-visually-hidden">{t('signedInAs')} </span>
          <strong>{session.name}</strong>
          <span className="cf-person-roles">{session.roles.map((role) => t(`roles.${role}`)).join(', ')}</span>
        </p>
      )}
      <a className="cf-button is-plain" href={logoutPath}>
        <Icon name="LogOut" />
        <span className="cf-wide-only">{t('signOut')}</span>
        <span className="cf-narrow-only cf-visually-hidden">{t('signOut')}</span>
      </a>
    </header>
  );
}
