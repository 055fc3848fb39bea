import type { RequestContext } from './request-context.ts';

/** An address as limits count it: one customer of an IPv6 network has 2^64 addresses, which count as one. */
export function networkOf(ip: string): string {
  if (!ip.includes(':') || ip.startsWith('::ffff:')) return ip;
  const [head = '', tail] = ip.split('::', 2);
  const front = head.split(':').filter(Boolean);
  const back = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  return [...front, ...Array<string>(zeros).fill('0'), ...back].slice(0, 4).join(':');
}

/** Whom a limit counts: the person, wherever they come from; without one the address. */
export const callerOf = ({ actor, ip }: RequestContext): string =>
  actor.id === null ? `address ${networkOf(ip)}` : `person ${actor.id}`;
