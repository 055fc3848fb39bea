/** What a mail says, free of how it looks: the text and the HTML are made from the same. */
export type MailContent = {
  subject: string;
  greeting: string;
  paragraphs: readonly string[];
  /** What it is about, line by line: what stands left, what stands right. */
  rows?: readonly (readonly [left: string, right: string])[];
  /** Sums below the rows. */
  sums?: readonly (readonly [left: string, right: string])[];
  /** Where it goes, as on a parcel. */
  address?: { title: string; lines: readonly string[] };
  link?: { label: string; url: string };
  closing: readonly string[];
};

/** So narrow that a telephone shows a line as one. */
const WIDTH = 46;

/** The mail for those who read plain text. */
export function mailText(content: MailContent): string {
  const { greeting, paragraphs, rows = [], sums = [], address, link, closing } = content;
  const table = [
    ...rows.map(dotted),
    ...(sums.length > 0 && rows.length > 0 ? ['-'.repeat(WIDTH)] : []),
    ...sums.map(dotted),
  ];
  const blocks = [
    greeting,
    ...paragraphs,
    table.join('\n'),
    address ? [address.title, ...address.lines].join('\n') : '',
    link ? `${link.label}:\n${link.url}` : '',
    closing.join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function dotted([left, right]: readonly [string, string]): string {
  const room = WIDTH - left.length - right.length - 2;
  if (room > 0) return `${left} ${'.'.repeat(room)} ${right}`;
  return `${left}\n${'.'.repeat(Math.max(1, WIDTH - right.length - 1))} ${right}`;
}

const FONT = 'font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5;color:#1d1b16';
const CELL = 'padding:6px 0;border-bottom:1px solid #e6e1d6;vertical-align:top';
const NUMBER = `${CELL};padding-left:16px;text-align:right;white-space:nowrap`;

/** The same as a page of one narrow column, with everything in it: mail programs load nothing from elsewhere. */
export function mailHtml(content: MailContent, shopName: string): string {
  const { subject, greeting, paragraphs, rows = [], sums = [], address, link, closing } = content;
  const row = ([left, right]: readonly [string, string]): string =>
    `<tr><td style="${CELL}">${escaped(left)}</td><td style="${NUMBER}">${escaped(right)}</td></tr>`;
  const table =
    rows.length + sums.length === 0
      ? ''
      : `<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="border-collapse:collapse;${FONT}">${[...rows, ...sums].map(row).join('')}</table>`;
  const paragraph = (text: string): string => `<p style="margin:0 0 14px">${escaped(text)}</p>`;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>`,
    `<body style="margin:0;padding:24px;background:#f6f3ec;${FONT}">`,
    '<div style="max-width:560px;margin:0 auto;padding:28px;background:#ffffff;border:1px solid #e6e1d6;border-radius:8px">',
    `<p style="margin:0 0 20px;font-weight:700">${escaped(shopName)}</p>`,
    `<h1 style="margin:0 0 18px;font-size:20px;line-height:1.3">${escaped(subject)}</h1>`,
    paragraph(greeting),
    ...paragraphs.map(paragraph),
    table,
    address
      ? `<p style="margin:18px 0 14px"><strong>${escaped(address.title)}</strong><br>${address.lines.map(escaped).join('<br>')}</p>`
      : '',
    link
      ? `<p style="margin:20px 0"><a href="${escaped(link.url)}" style="display:inline-block;padding:10px 18px;background:#1d1b16;color:#ffffff;text-decoration:none;border-radius:6px">${escaped(link.label)}</a></p>`
      : '',
    `<p style="margin:18px 0 0;color:#6b6557">${closing.map(escaped).join('<br>')}</p>`,
    '</div></body></html>',
  ].join('\n');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
