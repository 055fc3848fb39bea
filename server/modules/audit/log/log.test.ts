import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  consistencyProof,
  Frontier,
  inclusionProof,
  leafHash,
  nodeHash,
  parseTileIndexPath,
  rootOf,
  rootOver,
  tileIndexPath,
  verifyConsistency,
  verifyInclusion,
} from './merkle.policy.ts';
import { logKey, openCheckpoint, signCheckpoint, verifierKey } from './signed-note.policy.ts';

const leaves = Array.from({ length: 600 }, (_, n) => leafHash(Buffer.from(`entry ${n}`)));
const read = async (level: number, index: number): Promise<Buffer> =>
  level === 0 ? leaves[index]! : nodeHash(await read(level - 1, index * 2), await read(level - 1, index * 2 + 1));
const frontierOf = (size: number) => {
  const frontier = new Frontier();
  for (const leaf of leaves.slice(0, size)) frontier.append(leaf);
  return frontier;
};

describe('the tree', () => {
  it('has the roots of RFC 6962 for its own test inputs', () => {
    // The first inputs and roots of the test vectors that the certificate-transparency projects share.
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const frontier = new Frontier();
    for (const input of inputs) frontier.append(leafHash(Buffer.from(input, 'hex')));
    expect(frontier.root().toString('hex')).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('has one root, whether grown leaf by leaf, taken up again from its edge, or read from its nodes', async () => {
    for (const size of [0, 1, 2, 3, 255, 256, 257, 600]) {
      const grown = frontierOf(size);
      expect(new Frontier(grown.size, grown.subtrees).root()).toEqual(grown.root());
      expect(await rootOf(size, read)).toEqual(grown.root());
    }
  });

  it('has that root over its full tiles and the open one too', () => {
    for (const size of [1, 255, 256, 257, 511, 512, 513, 600]) {
      const tiles = new Frontier();
      let open = new Frontier();
      for (const leaf of leaves.slice(0, size)) {
        if (open.size === 256) {
          tiles.append(open.root());
          open = new Frontier();
        }
        open.append(leaf);
      }
      expect(rootOver([...tiles.subtrees, ...open.subtrees])).toEqual(frontierOf(size).root());
    }
  });

  it('proves every entry against every later size, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 600 }), fc.nat(599), async (size, at) => {
        const index = at % size;
        const proof = await inclusionProof(index, size, read);
        const root = frontierOf(size).root();
        expect(verifyInclusion(leaves[index]!, index, size, proof, root)).toBe(true);
        expect(verifyInclusion(randomBytes(32), index, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaves[index]!, index, size, proof, randomBytes(32))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('proves that an earlier tree is the beginning of a later one, and refuses a forged beginning', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 600 }), async (a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const proof = await consistencyProof(first, second, read);
        const [firstRoot, secondRoot] = [frontierOf(first).root(), frontierOf(second).root()];
        expect(verifyConsistency(first, second, firstRoot, secondRoot, proof)).toBe(true);
        expect(verifyConsistency(first, second, randomBytes(32), secondRoot, proof)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('paths of tiles', () => {
  it('are written and read in groups of three digits', () => {
    expect(tileIndexPath(0)).toBe('000');
    expect(tileIndexPath(1_234_067)).toBe('x001/x234/067');
    fc.assert(fc.property(fc.nat(2 ** 31 - 1), (index) => parseTileIndexPath(tileIndexPath(index)) === index));
    for (const bad of ['', '1', '0000', 'x000/001', '../001', 'x001/x234/67'])
      expect(parseTileIndexPath(bad)).toBeNull();
  });
});

describe('checkpoints', () => {
  const key = logKey('example.com/audit/log', randomBytes(32));
  const root = randomBytes(32);

  it('open under their verifier key', () => {
    const note = signCheckpoint(key, 42, root);
    expect(openCheckpoint(note, verifierKey(key))).toEqual({ origin: 'example.com/audit/log', size: 42, root });
  });

  it('do not open when forged, cut, or under another key', () => {
    const note = signCheckpoint(key, 42, root);
    expect(openCheckpoint(note.replace('\n42\n', '\n43\n'), verifierKey(key))).toBeNull();
    expect(openCheckpoint(note.slice(0, 60), verifierKey(key))).toBeNull();
    expect(openCheckpoint(note, verifierKey(logKey('example.com/audit/log', randomBytes(32))))).toBeNull();
    expect(openCheckpoint(note, 'nonsense')).toBeNull();
  });
});
