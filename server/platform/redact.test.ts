import { describe, expect, it } from '@jest/globals';
import { notFound } from '../shared/errors.ts';
import { redacted, redactText } from './redact.ts';

describe('what goes into a log line', () => {
  it('loses secrets and what tells of a person, however deep', () => {
    const line = {
      requestId: 'r-1',
      entry: { action: 'users.edit', newValue: { email: 'ada@example.org' }, performedBy: { id: '1', name: 'Ada' } },
      headers: { cookie: 'cf_panel=abc', Authorization: 'Bearer abc', 'x-counterfoil-hop': 'hush', accept: '*/*' },
      list: [{ refreshToken: 't', firstName: 'Ada', sku: 'L-1' }],
    };
    expect(redacted(line)).toEqual({
      requestId: 'r-1',
      entry: { action: 'users.edit', newValue: '[redacted]', performedBy: { id: '1', name: 'Ada' } },
      headers: { cookie: '[redacted]', Authorization: '[redacted]', 'x-counterfoil-hop': '[redacted]', accept: '*/*' },
      list: [{ refreshToken: '[redacted]', firstName: '[redacted]', sku: 'L-1' }],
    });
  });

  it.each([
    ['no user ada.byron+x@mail.example.org here', 'no user [redacted] here'],
    ['mongodb://root:hush@db/cf', 'mongodb://[redacted]@db/cf'],
    [
      'E11000 duplicate key index: email_1 dup key: { email: "ada" }',
      'E11000 duplicate key index: email_1 dup key: [redacted]',
    ],
    [
      'GET /admin/auth/callback?code=abc&state=def&iss=x',
      'GET /admin/auth/callback?code=[redacted]&state=[redacted]&iss=x',
    ],
    ['sent cf_shop=shop-1.sig; theme=dark', 'sent cf_shop=[redacted]; theme=dark'],
  ])('%s', (text, clean) => expect(redactText(text)).toBe(clean));

  it('keeps of an error its kind, its words, its code and its causes', () => {
    const cause = Object.assign(new Error('for ada@example.org'), {
      keyValue: { email: 'ada@example.org' },
      code: 11000,
    });
    const error = Object.assign(new TypeError('outer', { cause }), { record: { mobile: '+44 1' } });
    expect(redacted(error)).toMatchObject({
      type: 'TypeError',
      message: 'outer',
      cause: { message: 'for [redacted]', code: 11000 },
    });
    expect(JSON.stringify(redacted(error))).not.toMatch(/example\.org|\+44/);
    expect(redacted(notFound('order', 'CF-1'))).toMatchObject({ code: 'not_found', status: 404 });
  });

  it('ends with values that hold themselves', () => {
    const ring: Record<string, unknown> = {};
    ring['ring'] = ring;
    expect(JSON.stringify(redacted(ring))).toContain('[deeper]');
  });
});
