import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';

const WIDTH = 900;
const STEP_MS = 60;

/** Drawn over the page, since a screenshot shows no pointer. */
const POINTER = `(() => {
  const pointer = document.createElement('div');
  pointer.id = 'film-pointer';
  pointer.innerHTML = '<svg width="22" height="30" viewBox="0 0 22 30"><path d="M2 2v22l6-5 4 9 4-2-4-8h8z" fill="#111" stroke="#fff" stroke-width="2"/></svg>';
  Object.assign(pointer.style, { position: 'fixed', zIndex: 2147483647, pointerEvents: 'none' });
  document.documentElement.append(pointer);
})()`;

export type Film = {
  /** Shows what is there for so many milliseconds. */
  hold: (milliseconds: number) => Promise<void>;
  /** Moves the pointer to an element, and presses. */
  press: (target: Locator) => Promise<void>;
  /** Types into the focused field, letter by letter. */
  type: (text: string) => Promise<void>;
  /** Goes on in another page. */
  cut: (page: Page) => void;
  /** All of it as one animated WebP. */
  develop: () => Promise<Buffer>;
};

/** Films what is done on a page, frame by frame: how long each is shown is decided here and not by how fast the machine is. */
export function newFilm(first: Page): Film {
  let page = first;
  const at = { x: 640, y: 420 };
  const frames: { picture: Buffer; shown: number }[] = [];

  async function hold(milliseconds: number): Promise<void> {
    await page.evaluate(`document.getElementById('film-pointer') || ${POINTER}`);
    await page.evaluate(
      `Object.assign(document.getElementById('film-pointer').style, { left: '${at.x}px', top: '${at.y}px' })`,
    );
    const picture = await sharp(await page.screenshot())
      .resize({ width: WIDTH })
      .png()
      .toBuffer();
    const last = frames.at(-1);
    if (last?.picture.equals(picture)) last.shown += milliseconds;
    else frames.push({ picture, shown: milliseconds });
  }

  async function moveTo(x: number, y: number): Promise<void> {
    const from = { ...at };
    const steps = Math.max(3, Math.min(9, Math.round(Math.hypot(x - from.x, y - from.y) / 90)));
    for (let step = 1; step <= steps; step += 1) {
      const part = (1 - Math.cos((Math.PI * step) / steps)) / 2;
      Object.assign(at, { x: from.x + (x - from.x) * part, y: from.y + (y - from.y) * part });
      await page.mouse.move(at.x, at.y);
      await hold(STEP_MS);
    }
  }

  return {
    hold,
    async press(target) {
      await target.scrollIntoViewIfNeeded();
      const box = await target.boundingBox();
      if (!box) throw new Error('nothing to press there');
      await moveTo(box.x + Math.min(box.width / 2, 60), box.y + box.height / 2);
      await hold(250);
      await target.click();
    },
    async type(text) {
      for (const letter of text) {
        await page.keyboard.type(letter);
        // The caret blinks on its own clock; a moment makes each letter's picture complete.
        await pause(20);
        await hold(90);
      }
    },
    cut(next) {
      page = next;
    },
    develop: () =>
      sharp(
        frames.map(({ picture }) => picture),
        { join: { animated: true } },
      )
        .webp({ quality: 72, effort: 5, loop: 0, delay: frames.map(({ shown }) => shown), mixed: true })
        .toBuffer(),
  };
}
