import { describe, expect, test } from '@jest/globals';
import { type MailContent, mailHtml, mailText } from './mail-layout.policy.ts';

const content: MailContent = {
  subject: 'Your order CF-1',
  greeting: 'Hello <Ada> & "co",',
  paragraphs: ['thank you.'],
  rows: [['2 × Lantern', '£5.90']],
  sums: [['Total', '£9.85']],
  address: { title: 'It goes to', lines: ['Ada Byron', 'London'] },
  link: { label: 'See the order', url: 'https://shop.example.com/orders/CF-1?key=a&b' },
  closing: ['With kind regards', 'The Lantern Shop'],
};

describe('a mail', () => {
  test('says everything in plain text, sums below a rule', () => {
    const text = mailText(content);
    for (const part of ['2 × Lantern', '£5.90', 'Total', 'Ada Byron', content.link?.url ?? '', 'The Lantern Shop']) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/£5\.90\n-+\nTotal \.+ £9\.85/);
    expect(text.split('\n').every((line) => line.length <= 78)).toBe(true);
  });

  test('puts what does not fit beside its sum above it', () => {
    const name = '12 × Hand-painted porcelain teapot with six cups';
    expect(mailText({ ...content, rows: [[name, '£105.90']] })).toMatch(new RegExp(`${name}\n\\.{38} £105\\.90`));
  });

  test('says the same in HTML, where nothing of what people typed is markup', () => {
    const html = mailHtml(content, 'The Lantern Shop');
    expect(html).toContain('Hello &lt;Ada&gt; &amp; &quot;co&quot;,');
    expect(html).toContain('href="https://shop.example.com/orders/CF-1?key=a&amp;b"');
    expect(html).not.toMatch(/<(script|img|link)\b/);
  });

  test('of few words leaves out what it has not', () => {
    const html = mailHtml({ subject: 's', greeting: 'Hello,', paragraphs: [], closing: [] }, 'Shop');
    expect(html).not.toContain('<table');
    expect(html).not.toContain('<a ');
  });
});
