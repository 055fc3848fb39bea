import React from 'react';
import { pictureUrl, returnPhotoUrl } from '../lib/addresses.ts';
import { settings } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';

/** A private one is fetched through the panel, which asks who wants it. */
export type Picture = { sha256: string; alt: string; width: number; height: number; isPrivate?: boolean };

/** A record's pictures; in lists the first one, small. */
export function Pictures({ pictures, place }: { pictures: Picture[]; place: 'list' | 'show' }): React.ReactElement {
  const { t } = useTexts();
  const { imageBase } = settings();
  const [first] = pictures;
  if (place === 'list') {
    return first ? (
      <img
        className="cf-thumb"
        src={pictureUrl(imageBase, first.sha256, 160)}
        alt=""
        width={40}
        height={40}
        loading="lazy"
      />
    ) : (
      <span className="cf-thumb" />
    );
  }
  return (
    <ul className="cf-pictures">
      {pictures.map((picture, index) => (
        <li key={picture.sha256}>
          <a href={addressOf(picture, imageBase, 960)}>
            <img
              src={addressOf(picture, imageBase, 480)}
              alt={picture.alt || t('show.picture', { number: index + 1 })}
              width={160}
              height={160}
              loading="lazy"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}

const addressOf = ({ sha256, isPrivate }: Picture, imageBase: string | null, width: 480 | 960): string =>
  isPrivate ? returnPhotoUrl(sha256, width) : pictureUrl(imageBase, sha256, width);
