import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { PICTURE_WIDTHS, preparePicture } from '../../server/modules/media/index.ts';
import { kindOf, nearest } from '../pictures/kind.ts';
import { bestSellers } from './best-sellers.ts';
import { DRAWINGS, drawingFile, drawings } from './drawings.ts';
import { unpackTradeDays } from './trade-days.ts';

describe('the packed trade days', () => {
  test('unpack to seven files in order, and go away again', () => {
    const days = unpackTradeDays();
    expect(days.files.map((file) => basename(file))).toEqual(
      ['01', '02', '03', '05', '06', '07', '08'].map((day) => `2010-12-${day}.csv`),
    );
    const rows = days.files.reduce((sum, file) => sum + readFileSync(file, 'utf8').trimEnd().split('\n').length - 1, 0);
    expect(rows).toBe(19_632);
    days.remove();
    expect(days.files.some((file) => existsSync(file))).toBe(false);
  });

  test('say where they come from', () => {
    const notice = readFileSync(join(import.meta.dirname, 'NOTICE.md'), 'utf8');
    for (const part of ['Daqing Chen', 'UCI Machine Learning Repository', '10.24432/C5BW33', 'CC BY 4.0', 'Changes'])
      expect(notice).toContain(part);
  });

  test('the heart t-light holder sold on most lines; charges are no goods', () => {
    const goods = bestSellers();
    expect(goods.slice(0, 2).map(({ sku }) => sku)).toContain('85123A');
    expect(goods.find(({ sku }) => sku === '85123A')?.name).toBe('WHITE HANGING HEART T-LIGHT HOLDER');
    expect(goods.some(({ sku }) => ['POST', 'DOT', 'M', 'C2'].includes(sku))).toBe(false);
  });
});

describe('the demo pictures', () => {
  test('are there for the 320 best-selling goods, each with words for those who cannot see it', () => {
    const pictures = drawings();
    const best = bestSellers().slice(0, 320);
    expect(best.filter(({ sku }) => !pictures[sku])).toEqual([]);
    for (const { alt } of Object.values(pictures)) {
      expect(alt).toMatch(/^[A-Z0-9].*, drawn$/);
    }
  });

  test('suit at least four in five of all the goods', () => {
    const drawn = Object.values(drawings());
    const goods = bestSellers();
    const shown = goods.filter(({ sku, name }) => drawings()[sku] || nearest(drawn, kindOf(name)));
    expect(shown.length / goods.length).toBeGreaterThanOrEqual(0.8);
  });

  test('nearly all show the thing itself, not a card with its name', () => {
    const motifs = Object.values(drawings()).map(({ motif }) => motif);
    expect(motifs.filter((motif) => motif !== 'name-card').length / motifs.length).toBeGreaterThanOrEqual(0.85);
    expect(new Set(motifs).size).toBeGreaterThanOrEqual(60);
  });

  test('lie there in every size of the shop, small together, and nothing else lies beside them', () => {
    const files = Object.keys(drawings()).flatMap((sku) => PICTURE_WIDTHS.map((width) => drawingFile(sku, width)));
    expect(readdirSync(DRAWINGS).sort()).toEqual([...files, 'index.json'].sort());
    const bytes = files.reduce((sum, file) => sum + statSync(join(DRAWINGS, file)).size, 0);
    expect(bytes).toBeLessThan(9 * 1024 * 1024);
  });

  test('show the same in each size, and an upload of them would be taken', async () => {
    for (const sku of Object.keys(drawings()).filter((_sku, n) => n % 20 === 0)) {
      const taken = await preparePicture(readFileSync(join(DRAWINGS, drawingFile(sku, 960))));
      for (const [width, uploaded] of taken.variants) {
        const ours = readFileSync(join(DRAWINGS, drawingFile(sku, width)));
        expect([sku, (await sharp(ours).metadata()).width]).toEqual([sku, width]);
        const [inShop, ifUploaded] = [await coarse(ours), await coarse(uploaded)];
        const difference = inShop.reduce((sum, value, at) => sum + Math.abs(value - ifUploaded[at]!), 0);
        expect([sku, width, difference / inShop.length < 3]).toEqual([sku, width, true]);
      }
    }
  });
});

/** A picture seen from afar. */
const coarse = (picture: Buffer): Promise<Buffer> => sharp(picture).resize(24, 24).raw().toBuffer();
