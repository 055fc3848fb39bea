/** What may have to be approved. What each of them is stands in approvable-actions.policy.ts. */
export const APPROVABLE_KINDS = [
  'writeOff',
  'correct',
  'priceCut',
  'bulk',
  'refund',
  'receiveReturn',
  'changeLines',
  'grantRoles',
  'activateStaff',
  'loosenLimits',
  'undo',
] as const;

export type ApprovableKind = (typeof APPROVABLE_KINDS)[number];

export const isApprovableKind = (kind: string): kind is ApprovableKind =>
  (APPROVABLE_KINDS as readonly string[]).includes(kind);
