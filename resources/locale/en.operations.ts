/** What the pages of operations on many records say. */
export const operations = {
  title: '{{of}}: {{what}}',
  progress: {
    running: '{{position}} of {{total}} so far',
    stopped: 'stopped after {{position}} of {{total}}',
    done: '{{done}} of {{total}} done',
    undone: '{{done}} of {{total}} done',
  },
  stopped: '{{cause}} What came before is done and stays; carry on from there, or take it back.',
  stoppedForGood: '{{cause}} What came before is done and stays; it can be taken back.',
  /** What goes on in another way than by the button here, by its action. */
  goesOnBy: {
    'operations.import':
      '{{cause}} It was a command that imported {{files}}. Each invoice is booked whole or not at all; what is booked stays. To carry on, run the same command again with the same files: it passes over what is booked, books nothing twice, and this page tells how far it is. An import is not taken back as one, since orders, payments and stock stand on it: cancel single orders, and correct stock where it is wrong.',
  } as Record<string, string>,
  stoppedBy: {
    abandoned: 'The program that worked on it went away.',
    failed: 'Something failed that nobody foresaw.',
    busy: 'Others kept writing the same records.',
    operation_taken_over: 'Somebody else took it on.',
  } as Record<string, string>,
};

export const operationResourceTexts = {
  operations: {
    one: 'operation',
    many: 'operations',
    properties: {
      what: 'What',
      state: 'State',
      entity: 'Of',
      progress: 'How far',
      leftOut: 'Left out',
      why: 'Why it stopped',
      performedBy: 'Who',
      reason: 'Reason given',
      startedAt: 'Begun',
      touchedAt: 'Last worked on',
      undoneBy: 'Taken back by',
      undoes: 'Takes back',
      failed: 'Left as they were',
      'failed/record': 'Record',
      'failed/message': 'Why',
    },
    values: { state: { running: 'Running', done: 'Done', stopped: 'Stopped half-way', undone: 'Taken back' } },
    actions: { resume: 'Carry on', undo: 'Take back', requestUndo: 'Ask to take back' },
    confirm: {
      resume: 'It goes on with the first record that is not done yet. Nothing is done twice.',
      requestUndo: 'Somebody who may take it back is asked to. This becomes a request with your reason.',
      undo: 'Every record it changed gets the values it had before. Records that changed since stay as they are and are listed. Goods that it booked in are taken off again by counter-movements, as far as they are still there; other stock stays as it is.',
    },
    inputs: { 'requestUndo.reason': 'Why' },
    done: {
      resume: 'The operation is carried through.',
      resumePartly: 'The operation is carried through. Some records stayed as they were; they are listed below.',
      undo: 'The operation is taken back.',
      undoPartly: 'Taken back as far as it goes. The operation that takes back lists what stayed as it is.',
      goesOn: 'It goes on by itself. Open this page again to see how far it is.',
    },
    search: 'Id of an operation',
    empty: 'Nothing was done to many records at once yet.',
  },
};
