import { expect, it } from '@jest/globals';
import { AuditLog } from '../../modules/audit/admin.ts';
import { SIGN_INS } from './limit.ts';
import { useSignIn } from './testing.ts';

const { panel, config } = useSignIn();

it('slows one address down at both doors together, on record, and leaves its neighbours alone', async () => {
  const ask = async (path: string, ip: string) => {
    const hop = { 'x-counterfoil-hop': config().HOP_SECRET, 'x-counterfoil-client-ip': ip };
    const answer = await fetch(panel(path), { headers: hop, redirect: 'manual' });
    return { status: answer.status, wait: Number(answer.headers.get('retry-after')), text: await answer.text() };
  };
  const paths = ['/admin/auth/login', '/auth/login', '/admin/auth/callback?code=x', '/auth/step-up'];
  let granted = 0;
  let refused = await ask('/admin/auth/login', '198.51.100.9');
  while (refused.status !== 429 && granted < SIGN_INS.burst * 3) {
    granted += 1;
    refused = await ask(paths[granted % paths.length] ?? '', '198.51.100.9');
  }
  expect(granted).toBeGreaterThanOrEqual(SIGN_INS.burst);
  expect(refused).toMatchObject({ status: 429, wait: 1, text: expect.stringContaining('Too many sign-ins') });
  expect(await AuditLog.findOne({ kind: 'sign-in', cause: 'rate_limited' }).lean()).toMatchObject({
    outcome: 'refused',
    ip: '198.51.100.9',
  });
  expect((await ask('/admin/auth/login', '198.51.100.10')).status).toBe(302);
}, 60_000);
