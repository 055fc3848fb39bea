export const ROLES = ['admin', 'inventory', 'support', 'shopper'] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** Whoever works for the shop, as opposed to buying from it. */
export const isStaff = (roles: readonly Role[]): boolean => roles.some((role) => role !== 'shopper');

export type Actor = {
  /** `token` = a program with a service token. */
  kind: 'user' | 'guest' | 'system' | 'token';
  /** The id of the user or service token; null for guests and for the system itself. */
  id: string | null;
  name: string;
  roles: readonly Role[];
  /** Roles of theirs that do not count here, since no second factor was proved. */
  withheld?: readonly Role[];
  /** Set where a token speaks: it may do what the roles may, and of that only what these name (`orders.list`). */
  scopes?: readonly string[];
  /** Records whose personal fields are unmasked for them now, as `orders:<id>`, with the milliseconds that are left. */
  unmasked?: ReadonlyMap<string, number>;
};

export type Source = 'panel' | 'api' | 'shop' | 'job' | 'script' | 'import' | 'seed';

/** Who asks, from where, and why. Made once at the edge and passed first to every use case. */
export type RequestContext = {
  actor: Actor;
  ip: string;
  userAgent: string;
  requestId: string;
  source: Source;
  reason?: string;
  /** When and how the person proved who they are; unset for systems, guests and bearers of tokens. */
  signedIn?: { at: Date; secondFactor: boolean };
  /** The order whose signed link came with the request: its holder counts as the shopper whose order it is. */
  holdsKeyTo?: string;
  /** Marks what the demo shop's seeds did. */
  demo?: boolean;
};

/** The context of a job, script or import: the actor is the system, and its name says which part of it. */
export function systemContext(
  name: string,
  options: { source?: Source; reason?: string; demo?: boolean; requestId?: string } = {},
): RequestContext {
  const context: RequestContext = {
    actor: { kind: 'system', id: null, name, roles: ['admin'] },
    ip: '',
    userAgent: '',
    requestId: options.requestId ?? `system-${name}`,
    source: options.source ?? 'script',
  };
  if (options.reason) context.reason = options.reason;
  if (options.demo) context.demo = true;
  return context;
}
