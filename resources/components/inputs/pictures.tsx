import React, { useRef, useState } from 'react';
import { Icon } from '../layout/icon.tsx';
import { pictureUrl } from '../lib/addresses.ts';
import { call } from '../lib/api.ts';
import { settings } from '../lib/state.ts';
import { useTexts } from '../lib/texts.ts';
import type { Picture } from '../values/pictures.tsx';

type Props = { value: unknown; onChange: (value: unknown) => void };

const MOST_BYTES = 10 * 1024 * 1024;

/** A record's pictures: uploaded at once, then ordered, described and removed; they belong to the record once the form is saved. */
export function PicturesInput({ value, onChange }: Props): React.ReactElement {
  const { t } = useTexts();
  const pictures = (Array.isArray(value) ? value : []) as Picture[];
  const latest = useRef(pictures);
  latest.current = pictures;
  const [news, setNews] = useState('');
  const [faults, setFaults] = useState<string[]>([]);
  const [dropping, setDropping] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);

  const add = async (files: Iterable<File>): Promise<void> => {
    setFaults([]);
    for (const file of files) {
      setNews(t('pictures.uploading', { name: file.name }));
      const fault = await upload(file, (picture) => {
        if (!latest.current.some((known) => known.sha256 === picture.sha256)) onChange([...latest.current, picture]);
      });
      if (fault !== null) {
        const why = fault === 'too_large' ? t('pictures.tooBig') : fault || t('notices.offline');
        setFaults((known) => [...known, t('pictures.failed', { name: file.name, why })]);
      }
    }
    setNews('');
  };
  const move = (from: number, to: number): void => {
    const moved = pictures[from];
    if (!moved || to < 0 || to >= pictures.length) return;
    const rest = pictures.filter((_picture, at) => at !== from);
    onChange([...rest.slice(0, to), moved, ...rest.slice(to)]);
    setNews(t('pictures.moved', { from: from + 1, to: to + 1 }));
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping files is a second way beside the button
    <div
      className={dropping ? 'cf-picture-input is-dropping' : 'cf-picture-input'}
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDropping(false);
        add([...event.dataTransfer.files]);
      }}
    >
      {pictures.length > 0 && (
        <ol className="cf-picture-list">
          {pictures.map((picture, index) => (
            <li key={picture.sha256}>
              <img
                src={pictureUrl(settings().imageBase, picture.sha256, 160)}
                alt={picture.alt}
                width={96}
                height={96}
              />
              <div>
                <input
                  className="cf-input"
                  aria-label={t('pictures.alt', { number: index + 1 })}
                  placeholder={t('pictures.alt', { number: index + 1 })}
                  title={t('pictures.altHelp')}
                  maxLength={300}
                  value={picture.alt}
                  onChange={(event) =>
                    onChange(pictures.map((one, at) => (at === index ? { ...one, alt: event.target.value } : one)))
                  }
                />
                <p className="cf-row">
                  <PictureButton
                    icon="ArrowUp"
                    label={t('pictures.earlier', { number: index + 1 })}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  />
                  <PictureButton
                    icon="ArrowDown"
                    label={t('pictures.later', { number: index + 1 })}
                    disabled={index === pictures.length - 1}
                    onClick={() => move(index, index + 1)}
                  />
                  <PictureButton
                    icon="Trash2"
                    label={t('pictures.remove', { number: index + 1 })}
                    onClick={() => onChange(pictures.filter((_one, at) => at !== index))}
                  />
                  {index === 0 && <span className="cf-muted">{t('pictures.first')}</span>}
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
      <p className="cf-row">
        <button type="button" className="cf-button" onClick={() => chooser.current?.click()}>
          <Icon name="Image" />
          {t('pictures.add')}
        </button>
        <span className="cf-muted">{t('pictures.hint')}</span>
      </p>
      <input
        ref={chooser}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp,image/avif"
        multiple
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <p role="status" className="cf-muted">
        {news}
      </p>
      {faults.map((fault) => (
        <p key={fault} role="alert" className="cf-fault">
          {fault}
        </p>
      ))}
    </div>
  );
}

type ButtonProps = { icon: string; label: string; disabled?: boolean; onClick: () => void };

const PictureButton = ({ icon, label, disabled = false, onClick }: ButtonProps): React.ReactElement => (
  <button type="button" className="cf-button is-plain is-small" disabled={disabled} onClick={onClick} title={label}>
    <Icon name={icon} size={16} />
    <span className="cf-visually-hidden">{label}</span>
  </button>
);

/** Sends a file to the picture store. Answers null where it worked, otherwise why not, in words (empty: the server was not reached). */
async function upload(file: File, done: (picture: Picture) => void): Promise<string | null> {
  if (file.size > MOST_BYTES) return 'too_large';
  const body = new FormData();
  body.set('picture', file);
  const answer = await call('/media', { body });
  if (answer.error) return answer.error.message;
  const { sha256, width, height } = answer as unknown as Picture;
  done({ sha256, width, height, alt: '' });
  return null;
}
