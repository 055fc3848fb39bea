import { describe, expect, it } from '@jest/globals';
import { faultsIn, type Installed, type Pinned, type Review } from './review.ts';

const TODAY = '2026-11-28';
const review: Review = {
  licences: ['MIT', 'Apache-2.0'],
  exceptions: [
    {
      package: 'pictures',
      about: 'licence',
      licence: 'LGPL-3.0-or-later',
      why: 'linked, not changed',
      until: '2027-01-01',
    },
    { package: 'builder', about: 'install-script', why: 'fetches its own binary', until: '2027-01-01' },
  ],
  denied: [
    { package: 'stolen', versions: ['1.2.3'], why: 'its maintainer’s account was taken over' },
    { package: 'abandoned', why: 'nobody mends it' },
  ],
};
const dependency = (change: Partial<Pinned> = {}): Pinned => ({
  path: `node_modules/${change.name ?? 'plain'}`,
  name: 'plain',
  version: '1.0.0',
  licence: 'MIT',
  integrity: 'sha512-x',
  runsOnInstall: false,
  own: false,
  ...change,
});
const reviewed = [
  dependency({ name: 'pictures', licence: 'LGPL-3.0-or-later' }),
  dependency({ name: 'builder', runsOnInstall: true }),
];
const faults = (more: Pinned[], installed: Installed[] = [], today = TODAY) =>
  faultsIn([...reviewed, ...more], installed, review, today);

describe('dependencies', () => {
  it('are in order where each has an allowed licence, an integrity, and whatever is unusual was reviewed', () => {
    const bare = { licence: null, integrity: null };
    expect(faults([dependency(), dependency({ name: 'storefront', own: true, ...bare })])).toEqual([]);
  });

  it.each([
    ['MIT OR GPL-3.0-only', true],
    ['(GPL-3.0-only OR Apache-2.0)', true],
    ['MIT AND Apache-2.0', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only OR AGPL-3.0-only', false],
    ['SEE LICENSE IN LICENSE.txt', false],
    [null, false],
  ])('with the licence %s are in order: %s', (licence, allowed) => {
    expect(faults([dependency({ licence })])).toHaveLength(allowed ? 0 : 1);
  });

  it('are named where a reviewed package comes with another licence than was read', () => {
    expect(faults([dependency({ name: 'pictures', licence: 'GPL-3.0-only' })])).toEqual([
      'pictures@1.0.0: its licence (GPL-3.0-only) is not among those allowed',
    ]);
  });

  it('are named where they run code at install unreviewed, lack an integrity, or are denied', () => {
    expect(
      faults([
        dependency({ name: 'sly', runsOnInstall: true }),
        dependency({ name: 'loose', integrity: null }),
        dependency({ name: 'stolen', version: '1.2.3' }),
        dependency({ name: 'stolen', version: '1.2.4', path: 'node_modules/x/node_modules/stolen' }),
        dependency({ name: 'abandoned' }),
      ]),
    ).toEqual([
      'sly@1.0.0: it runs code while it is installed, and nobody has reviewed that',
      'stolen@1.2.3: not to be used, its maintainer’s account was taken over',
      'abandoned@1.0.0: not to be used, nobody mends it',
      'node_modules/loose: the lock file has no integrity for it',
    ]);
  });

  it('are named where what is installed is not what the lock file says', () => {
    const installed = (change: Partial<Installed>) => [
      {
        path: 'node_modules/plain',
        name: 'plain',
        version: '1.0.0',
        integrity: 'sha512-x',
        runsOnInstall: false,
        ...change,
      },
    ];
    expect(faults([dependency()], installed({}))).toEqual([]);
    expect(faults([dependency()], installed({ version: '1.0.1' }))[0]).toMatch('1.0.1 is installed');
    expect(faults([dependency()], installed({ integrity: 'sha512-y' }))[0]).toMatch('another integrity');
    expect(faults([dependency()], installed({ path: 'node_modules/stowaway' }))[0]).toMatch('not in the lock file');
  });

  it('are looked at again once an exception is past its date, and exceptions go with their packages', () => {
    expect(faults([], [], '2026-12-31')).toEqual([]);
    expect(faults([], [], '2027-01-01')).toEqual([
      'pictures: the exception about its licence was good until 2027-01-01; look again',
      'builder: the exception about its install-script was good until 2027-01-01; look again',
    ]);
    expect(faultsIn([reviewed[0]!], [], review, TODAY)).toEqual([
      'builder: the exception about its install-script is for a package that is gone',
    ]);
  });
});
