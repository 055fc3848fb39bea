import type { ResourceJSON } from 'adminjs';
import React from 'react';
import { Link } from 'react-router-dom';
import { Icon } from '../layout/icon.tsx';
import { newUrl, pageUrl } from '../lib/addresses.ts';
import { rolesInWords } from '../lib/roles-in-words.ts';
import { listCustom, offers, useSession } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

/** The way to a new record; whoever may not add one is told who may. */
export function NewButton({ resource }: { resource: ResourceJSON }): React.ReactElement | null {
  const texts = useTexts();
  const session = useSession();
  const { newPage, whoMayAdd } = listCustom(resource);
  const name = texts.t('list.new', { one: texts.one(resource.id) });
  const may = newPage ? whoMayAdd.some((role) => session?.roles.includes(role)) : offers(resource, 'new');
  if (may) {
    return (
      <Link className="cf-button is-primary" to={newPage ? pageUrl(newPage) : newUrl(resource.id)}>
        <Icon name="Plus" />
        {name}
      </Link>
    );
  }
  if (whoMayAdd.length === 0) return null;
  return (
    <p className="cf-barred">
      {name} <span>{texts.t('show.notYours', { who: rolesInWords(whoMayAdd, texts) })}</span>
    </p>
  );
}
