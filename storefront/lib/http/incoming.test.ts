import type { IncomingHttpHeaders } from 'node:http';
import { expect, it } from '@jest/globals';
import { clientAddress } from './client-address.ts';
import { readableUrl, restateOrigin } from './incoming.ts';

it.each([
  ['the peer where no proxy is trusted, whatever the client wrote', '6.6.6.6', '203.0.113.7', 0, '203.0.113.7'],
  ['what the one trusted proxy saw', '6.6.6.6, 203.0.113.7', '10.0.0.1', 1, '203.0.113.7'],
  ['what the outer of two trusted proxies saw', '6.6.6.6, 203.0.113.7, 10.0.0.2', '10.0.0.1', 2, '203.0.113.7'],
  ['the leftmost entry where the chain is shorter than trusted', '203.0.113.7', '10.0.0.1', 5, '203.0.113.7'],
  ['the peer where a trusted proxy said nothing', undefined, '10.0.0.1', 1, '10.0.0.1'],
  ['an IPv4 address without the prefix of IPv6 sockets', undefined, '::ffff:203.0.113.7', 0, '203.0.113.7'],
  ['an IPv6 address as it is', undefined, '2001:db8::1', 0, '2001:db8::1'],
])('takes as client address %s', (_what, forwarded, peer, trusted, expected) => {
  expect(clientAddress(forwarded, peer, trusted)).toBe(expected);
});

it('believes nothing a client says about itself, its way here or the hop', () => {
  const headers: IncomingHttpHeaders = {
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-real-ip': '6.6.6.6',
    forwarded: 'for=6.6.6.6',
    'x-counterfoil-hop': 'guess',
    'x-counterfoil-client-ip': '6.6.6.6',
    'x-request-id': 'chosen-by-client',
    'x-nonce': 'chosen-by-client',
    accept: 'text/html',
  };
  const requestId = restateOrigin(headers, '203.0.113.7', 0);
  expect(headers).toEqual({ 'x-forwarded-for': '203.0.113.7', 'x-request-id': requestId, accept: 'text/html' });
  expect(requestId).not.toBe('chosen-by-client');
});

it('keeps the request id and scheme that a trusted proxy gave', () => {
  const headers: IncomingHttpHeaders = { 'x-request-id': 'load-balancer-17', 'x-forwarded-proto': 'https' };
  expect(restateOrigin(headers, '10.0.0.1', 1)).toBe('load-balancer-17');
  expect(headers['x-forwarded-proto']).toBe('https');
});

it.each([
  ['/product/red%20lantern?q=%', '/product/red%20lantern?q=%'],
  ['/product/%E0%A4%A', '/product/%25E0%25A4%25A'],
  ['/category/%?a=1?b=2', '/category/%25?a=1?b=2'],
])('reads the address %s as %s', (given, expected) => {
  expect(readableUrl(given)).toBe(expected);
});
