import type { ResourceJSON } from 'adminjs';
import React from 'react';
import { Link } from 'react-router-dom';
import { recordUrl } from '../lib/addresses.ts';
import * as formats from '../lib/formats.ts';
import { type Field, fieldOf, type PanelRecord, type Values } from '../lib/state.ts';
import { type Texts, useTexts } from '../lib/texts.ts';
import { Badge } from './badge.tsx';
import { Changes } from './changes.tsx';
import { Lines } from './lines.tsx';
import { Pictures } from './pictures.tsx';
import { Scopes } from './scopes.tsx';

export type Place = 'list' | 'show';
type Props = { resource: ResourceJSON; record: PanelRecord; name: string; place: Place };

/** One value of a record, in the way its field says. */
export function Value({ resource, record, name, place }: Props): React.ReactElement {
  const field = fieldOf(resource, name);
  const Own = ownComponent(resource, name, place);
  if (Own) return <Own resource={resource} record={record} property={resource.properties[name]} where={place} />;
  const value = record.values[name];
  if (isEmpty(value) && place === 'list' && field.otherwise)
    return <Otherwise resource={resource} record={record} path={field.otherwise} />;
  if (isEmpty(value)) return <Nothing place={place} />;
  if (record.masked.includes(name)) return <Masked value={value} resourceId={resource.id} name={name} />;
  if (field.format === 'reference')
    return <Referenced record={record} resource={resource} name={name} value={String(value)} />;
  return (
    <Plain resourceId={resource.id} name={name} field={field} value={value} record={record.values} place={place} />
  );
}

/** A component that the resource put in this value's place. */
function ownComponent(resource: ResourceJSON, name: string, place: Place) {
  const component = resource.properties[name]?.components?.[place];
  return component ? window.AdminJS.UserComponents[component] : undefined;
}

export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

export function Nothing({ place = 'show' }: { place?: Place }): React.ReactElement {
  const { t } = useTexts();
  return (
    <span className="cf-nothing">
      <span aria-hidden="true">{t('none')}</span>
      {place === 'show' && <span className="cf-visually-hidden">{t('show.empty')}</span>}
    </span>
  );
}

/** What is shown of another field, and which one it is. */
function Otherwise({ resource, record, path }: { resource: ResourceJSON; record: PanelRecord; path: string }) {
  const texts = useTexts();
  const [name = '', part = ''] = path.split('.');
  const holder = record.values[name];
  const value = part ? (holder as Values | null | undefined)?.[part] : holder;
  if (isEmpty(value)) return <Nothing place="list" />;
  return (
    <span>
      <span className={record.masked.includes(name) ? 'cf-masked' : ''}>{String(value)}</span>{' '}
      <span className="cf-muted">({texts.field(resource.id, name).toLowerCase()})</span>
    </span>
  );
}

function Masked({ value, resourceId, name }: { value: unknown; resourceId: string; name: string }): React.ReactElement {
  const texts = useTexts();
  const shown =
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .filter(([, part]) => !isEmpty(part))
          .map(([part, text]) => `${texts.field(resourceId, `${name}.${part}`)} ${String(text)}`)
          .join(', ')
      : String(value);
  return (
    <span className="cf-masked" title={texts.t('show.masked')}>
      {shown}
    </span>
  );
}

function Referenced({
  record,
  resource,
  name,
  value,
}: {
  record: PanelRecord;
  resource: ResourceJSON;
  name: string;
  value: string;
}) {
  const target = resource.properties[name]?.reference;
  const known = record.populated[name];
  if (!known || !target) return <span className="cf-code">…{value.slice(-6)}</span>;
  return <Link to={recordUrl(target, value)}>{known.title || value}</Link>;
}

type PlainProps = { resourceId: string; name: string; field: Field; value: unknown; record: Values; place: Place };

/** A value that needs no other record to be understood; parts of lines and groups too. */
export function Plain({ resourceId, name, field, value, record, place }: PlainProps): React.ReactElement {
  const texts = useTexts();
  if (isEmpty(value)) return <Nothing place={place} />;
  const linked = linkOf(field, record, value);
  const content = contentOf({ resourceId, name, field, value, record, place }, texts);
  if (linked) return <Link to={linked}>{content}</Link>;
  return typeof content === 'object' && content !== null ? (content as React.ReactElement) : <span>{content}</span>;
}

function linkOf(field: Field, record: Values, value: unknown): string | null {
  const holder = typeof value === 'object' && value !== null ? (value as Values) : record;
  const link = [field.link ?? []]
    .flat()
    .find(({ when = {} }) => Object.entries(when).every(([name, wanted]) => holder[name] === wanted));
  const id = link && holder[link.idFrom];
  return typeof id === 'string' ? recordUrl(link?.resource ?? '', id) : null;
}

function contentOf(props: PlainProps, texts: Texts): React.ReactNode {
  const { resourceId, name, field, value, record, place } = props;
  switch (field.format) {
    case 'money':
      return <span className="cf-number">{formats.money(value)}</span>;
    case 'quantity':
      return <span className="cf-number">{formats.quantity(value, record[field.unitField ?? 'uom'])}</span>;
    case 'number':
      return <span className="cf-number">{formats.number(value)}</span>;
    case 'percent':
      return <span className="cf-number">{`${String(value)} %`}</span>;
    case 'yesNo':
      return value === true ? texts.t('yes') : texts.t('no');
    case 'moment':
      return place === 'list' ? (
        <time dateTime={String(value)} title={formats.moment(value)}>
          {formats.shortMoment(value)}
        </time>
      ) : (
        <time dateTime={String(value)}>{formats.moment(value)}</time>
      );
    case 'day':
      return <time dateTime={String(value)}>{formats.day(value)}</time>;
    case 'choice':
      return choice(resourceId, name, field, String(value), texts, record);
    case 'choices':
      return (
        <span className="cf-row">
          {(value as string[]).map((one) => choice(resourceId, name, field, one, texts, record, one))}
        </span>
      );
    case 'person':
      return String((value as { name?: string }).name ?? '');
    case 'email':
      return place === 'list' ? String(value) : <a href={`mailto:${String(value)}`}>{String(value)}</a>;
    case 'country':
      return formats.country(value);
    case 'letter':
      return <span className="cf-long cf-letter">{String(value)}</span>;
    case 'longText':
      return <span className="cf-long">{String(value)}</span>;
    case 'scopes':
      return <Scopes scopes={value as string[]} />;
    case 'list':
      return (value as unknown[]).map(String).join(', ');
    case 'pictures':
      return <Pictures pictures={value as never} place={place} />;
    case 'lines':
    case 'rows':
      return <Lines {...props} Cell={Plain} />;
    case 'changes':
      return <Changes changes={value as never} />;
    case 'group':
    case 'attributes':
      return <Group {...props} />;
    default:
      if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
      return typeof value === 'object' ? <Group {...props} /> : String(value);
  }
}

function choice(
  resourceId: string,
  name: string,
  field: Field,
  value: string,
  texts: Texts,
  record: Values,
  key?: string,
) {
  const label = texts.value(resourceId, name, value);
  if (!field.tones) return <React.Fragment key={key}>{label}</React.Fragment>;
  const isCalm = field.calmWhen && Object.entries(field.calmWhen).every(([other, is]) => record[other] === is);
  return (
    <Badge key={key} tone={isCalm ? 'quiet' : field.tones[value]}>
      {label}
    </Badge>
  );
}

/** The parts of a sub-document, or free attributes, as name and value. In lists only what fits on a line. */
function Group({ resourceId, name, field, value, place }: PlainProps): React.ReactElement {
  const texts = useTexts();
  const all = Object.entries(value as Values).filter(
    ([part, item]) => !isEmpty(item) && (!field.parts || part in field.parts),
  );
  const partField = (part: string): Field => field.parts?.[part] ?? {};
  const label = (part: string): string => (field.parts ? texts.field(resourceId, `${name}.${part}`) : part);
  if (place === 'list' || field.link) {
    const main = all.find(([part]) => part === 'gross') ?? null;
    const shown = main ? [main] : all;
    return (
      <span>
        {shown.map(([part, item], index) => (
          <React.Fragment key={part}>
            {index > 0 && ' '}
            <Plain
              resourceId={resourceId}
              name={`${name}.${part}`}
              field={partField(part)}
              value={item}
              record={value as Values}
              place="list"
            />
          </React.Fragment>
        ))}
      </span>
    );
  }
  return (
    <dl className="cf-group">
      {all.map(([part, item]) => (
        <div key={part}>
          <dt>{label(part)}</dt>
          <dd>
            <Plain
              resourceId={resourceId}
              name={`${name}.${part}`}
              field={partField(part)}
              value={item}
              record={value as Values}
              place="show"
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}
