import type { ResourceJSON } from 'adminjs';
import React, { useEffect, useRef } from 'react';
import { NavLink } from 'react-router-dom';
import { homeUrl, listUrl, pageUrl } from '../lib/addresses.ts';
import { listCustom, useResources } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import { Icon } from './icon.tsx';
import { Logo } from './logo.tsx';

/** The resources this person may list, under their headings. */
function grouped(resources: ResourceJSON[]): [string, ResourceJSON[]][] {
  const groups = new Map<string, ResourceJSON[]>();
  for (const resource of resources.filter(({ href }) => href)) {
    const { group } = listCustom(resource);
    groups.set(group, [...(groups.get(group) ?? []), resource]);
  }
  return [...groups];
}

function landingOf(resource: ResourceJSON): string {
  const { landing } = listCustom(resource);
  if (landing.startsWith('/')) return listUrl(resource.id, landing);
  return listUrl(resource.id, landing ? `?${landing}` : '');
}

/** The navigation: beside the page on wide screens, over it on narrow ones, where it is opened by the menu button. */
export function Sidebar({ open, onClose }: { open: boolean; onClose: () => void }): React.ReactElement {
  const texts = useTexts();
  const groups = grouped(useResources());
  const element = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!open) return;
    element.current?.querySelector('a')?.focus();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [open, onClose]);

  return (
    <>
      {open && <button type="button" className="cf-overlay" aria-label={texts.t('closeMenu')} onClick={onClose} />}
      <nav
        id="cf-navigation"
        ref={element}
        className={open ? 'cf-sidebar is-open' : 'cf-sidebar'}
        aria-label={texts.t('navigation')}
      >
        <Logo />
        <ul className="cf-nav-list">
          <li>
            <NavLink to={homeUrl()} end className="cf-nav-link">
              <Icon name="Home" />
              {texts.t('dashboard')}
            </NavLink>
          </li>
        </ul>
        {groups.map(([group, resources]) => (
          <div key={group}>
            <h2 id={`cf-group-${group}`} className="cf-nav-heading">
              {texts.group(group)}
            </h2>
            <ul className="cf-nav-list" aria-labelledby={`cf-group-${group}`}>
              {group === 'stock' && (
                <li>
                  <NavLink to={pageUrl('scan')} className="cf-nav-link">
                    <Icon name="Maximize" />
                    {texts.t('stock.scan')}
                  </NavLink>
                </li>
              )}
              {resources.map((resource) => (
                <li key={resource.id}>
                  <NavLink to={landingOf(resource)} className="cf-nav-link">
                    <Icon name={listCustom(resource).icon} />
                    {texts.label(resource.id)}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <p className="cf-tagline">{texts.t('tagline')}</p>
      </nav>
    </>
  );
}
