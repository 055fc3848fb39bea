import type { ResourceTexts } from './en.resources.ts';

/** What the server says about requests that wait for a second person. */
export const approvals = {
  what: '{{kind}}: {{title}}',
  bulk: '{{of}}: {{verb}}',
  cut: '{{percent}} % less',
  records: '{{count}} records',
  whoElse: {
    notTheRequester: 'Anybody who may do it themselves, other than whoever asked.',
    somebody: 'Somebody else who may do it; not you, since you asked.',
    nobody: 'Nobody but you may do this. Confirm it alone, with a reason: it is marked as confirmed alone.',
    shutOut:
      'Nobody at the moment: within the last week you took these rights from whoever else had them. Give them to somebody else, or ask whoever runs the machine.',
  },
};

export const approvalResourceTexts: Record<string, ResourceTexts> = {
  approvals: {
    one: 'request',
    many: 'requests',
    properties: {
      createdAt: 'Asked',
      what: 'What',
      record: 'Of',
      queue: 'Show',
      extent: 'How much',
      kind: 'Kind',
      entity: 'Of',
      requestedBy: 'Asked for by',
      reason: 'Why',
      expiresAt: 'Waits until',
      who: 'Who may approve',
      difference: 'Difference',
      records: 'Records',
      decidedBy: 'Decided by',
      decidedAt: 'Decided',
      decision: 'With the words',
      alone: 'Confirmed alone',
      state: 'State',
    },
    values: {
      queue: { toApprove: 'To approve', mine: 'Asked for by me' },
      kind: {
        writeOff: 'Write off',
        correct: 'Correct stock downwards',
        priceCut: 'Lower the price',
        bulk: 'Change many records',
        refund: 'Refund',
        receiveReturn: 'Take goods back and refund',
        changeLines: 'Change the lines and refund',
        grantRoles: 'Give roles',
        activateStaff: 'Let staff in again',
        loosenLimits: 'Loosen limits',
        undo: 'Take back',
      },
      state: {
        waiting: 'Waiting',
        approved: 'Approved',
        declined: 'Declined',
        cancelled: 'Withdrawn',
        expired: 'Expired',
        outdated: 'Out of date',
      },
    },
    actions: { approve: 'Approve', decline: 'Decline', confirmAlone: 'Confirm alone', cancel: 'Withdraw' },
    confirm: {
      approve: 'It is carried out at once, exactly as it is shown, and both of you are on record.',
      decline: 'It is not carried out. Whoever asked reads your reason.',
      confirmAlone:
        'Only where nobody else may approve it. It is carried out at once, and the record says that you confirmed it alone.',
      cancel: 'Your request is withdrawn. You can ask again.',
    },
    done: {
      approve: 'Approved and carried out.',
      approvePartly: 'Approved. Some records stayed as they were: the operation lists them.',
      confirmAlone: 'Confirmed and carried out.',
      confirmAlonePartly: 'Confirmed. Some records stayed as they were: the operation lists them.',
      goesOn: 'Approved. It goes on by itself; its page under Operations tells how far it is.',
      decline: 'Declined.',
      cancel: 'Withdrawn.',
    },
    inputs: {
      'approve.note': 'Note',
      'decline.note': 'Why not',
      'confirmAlone.note': 'Why it can’t wait',
      'cancel.note': 'Note',
    },
    search: 'Id of a record',
    empty: 'No requests. What is larger than one person may do alone is kept here until somebody else decides.',
  },
};
