import type { ResourceTexts } from './en.resources.ts';

/** Texts of the stock room's documents. */
export const stockResourceTexts: Record<string, ResourceTexts> = {
  deliveries: {
    one: 'delivery',
    many: 'deliveries',
    properties: {
      reference: 'Delivery note',
      expectedOn: 'Expected on',
      status: 'State',
      createdAt: 'Begun',
      lines: 'Lines',
    },
    values: {
      status: { draft: 'Draft', partly_booked: 'Partly booked', done: 'Done' },
      as: { expected: 'Expected: the supplier’s list', accepted: 'Accepted: what came' },
    },
    help: {
      reference: 'The number on the supplier’s paper.',
      expectedOn: 'Until then its goods show as incoming.',
    },
    actions: { book: 'Book in', paste: 'Paste a list', close: 'Nothing more comes' },
    confirm: {
      book: 'All that is accepted and not in stock yet is booked in. What is still to come stays open.',
      paste:
        'A code and a quantity in each row, as a spreadsheet copies them or as CSV. What is in the delivery already is added to.',
      close: 'What has not come is no longer incoming. The delivery can’t be filled any more.',
    },
    done: {
      book: 'The delivery is booked in.',
      paste: 'The list is taken in.',
      close: 'The delivery is done.',
    },
    inputs: { 'paste.as': 'These quantities are', 'paste.text': 'List' },
    inputHelp: { 'paste.text': 'For example: 85123A, 12. A heading is passed over.' },
    search: 'Beginning of the delivery note',
    empty: 'No deliveries yet.',
  },
  counts: {
    one: 'count',
    properties: { blind: 'Blind', status: 'State', createdAt: 'Begun', name: 'Name', lines: 'Lines' },
    values: { status: { open: 'Counting', review: 'In review', booked: 'Booked', given_up: 'Given up' } },
    help: {
      name: 'Called after the shelf or the category where it is left empty.',
      shelf: 'What is counted: a shelf, or else a category.',
      category: 'With all that stands below it.',
      blind: 'Whoever counts does not see what the books say.',
    },
    actions: {
      review: 'Look through',
      book: 'Book the differences',
      countOn: 'Count on',
      restIsZero: 'The rest is zero',
      giveUp: 'Give up',
    },
    confirm: {
      review: 'Ends the counting and shows what differs from the books. Nothing is booked yet.',
      book: 'All differences are booked together. Sales since a line was counted are no difference.',
      countOn: 'Goes back to counting, for what has to be counted again.',
      restIsZero: 'Whatever belongs here and was not counted is entered as: none there.',
      giveUp: 'Nothing is booked. The sheet stays on record.',
    },
    done: {
      review: 'The counting is over; look through the differences.',
      book: 'The differences are booked.',
      countOn: 'The count is open again.',
      restIsZero: 'The rest is entered as zero.',
      giveUp: 'The count is given up.',
    },
    search: 'Beginning of the name',
    empty: 'No counts yet.',
  },
  stockMovements: {
    one: 'stock movement',
    properties: {
      delta: 'Change',
      held: 'Change of held',
      balanceAfter: 'On hand after',
      seq: 'Number on the card',
      actor: 'By',
      document: 'Paper',
      'document/type': 'Kind',
      'document/label': 'Number',
      createdAt: 'Booked',
      date: 'Happened',
      uom: 'Unit',
    },
    values: {
      reason: {
        receipt: 'Receipt',
        sale: 'Sale',
        return: 'Return',
        'write-off': 'Write-off',
        count: 'Count',
        correction: 'Correction',
        import: 'Import',
        opening: 'Opening stock',
      },
    },
    search: 'Number of the paper in full, such as CF-10001',
  },
};
