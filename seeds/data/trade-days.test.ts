import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { kindOf, nearest, type PictureKind } from '../pictures/kind.ts';
import { bestSellers } from './best-sellers.ts';
import { unpackTradeDays } from './trade-days.ts';

const PICTURES = join(import.meta.dirname, 'pictures');
const index = () =>
  JSON.parse(readFileSync(join(PICTURES, 'index.json'), 'utf8')) as Record<
    string,
    { file: string; alt: string } & PictureKind
  >;

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
    const pictures = index();
    const best = bestSellers().slice(0, 320);
    expect(best.filter(({ sku }) => !pictures[sku])).toEqual([]);
    for (const [sku, { file, alt }] of Object.entries(pictures)) {
      expect([sku, existsSync(join(PICTURES, file))]).toEqual([sku, true]);
      expect(alt).toMatch(/^[A-Z0-9].*, drawn$/);
    }
  });

  test('suit at least four in five of all the goods', () => {
    const drawn = Object.values(index());
    const goods = bestSellers();
    const shown = goods.filter(({ sku, name }) => index()[sku] || nearest(drawn, kindOf(name)));
    expect(shown.length / goods.length).toBeGreaterThanOrEqual(0.8);
  });

  test('nearly all show the thing itself, not a card with its name', () => {
    const motifs = Object.values(index()).map(({ motif }) => motif);
    expect(motifs.filter((motif) => motif !== 'name-card').length / motifs.length).toBeGreaterThanOrEqual(0.85);
    expect(new Set(motifs).size).toBeGreaterThanOrEqual(60);
  });

  test('are WebP of 960 by 960 and small together, and nothing else lies beside them', async () => {
    const files = Object.values(index()).map(({ file }) => file);
    expect(readdirSync(PICTURES).sort()).toEqual([...files, 'index.json'].sort());
    const bytes = files.reduce((sum, file) => sum + statSync(join(PICTURES, file)).size, 0);
    expect(bytes).toBeLessThan(6 * 1024 * 1024);
    for (const file of files.slice(0, 40)) {
      const { format, width, height } = await sharp(join(PICTURES, file)).metadata();
      expect([file, format, width, height]).toEqual([file, 'webp', 960, 960]);
    }
  });
});
