import { expect, test } from '@jest/globals';
import { handlerForPages } from './page-handlers.ts';
import { inScript, stateOf } from './page-shell.ts';
import { runPanelRequest } from './panel-request.ts';
import { dayEnd, dayStart } from './zoned-day.ts';

test('a page that AdminJS wrote in another way than known is refused, not guessed at', () => {
  expect(() => stateOf('<html></html>')).toThrow(/another way/);
});

test('a text that looks like the state does not pass for it', () => {
  const html = '<p>window.REDUX_STATE = {"fake":1};</p>\n  window.REDUX_STATE = {"real":1};\n  window.THEME = {};\n';
  expect(stateOf(html)).toEqual({ redux: '{"real":1}', theme: '{}' });
});

test('no text inside a script element can end it', () => {
  const json = JSON.stringify({ name: '</script><!--\u2028\u2029' });
  expect(inScript(json)).not.toMatch(/[<\u2028\u2029]/);
  expect(JSON.parse(inScript(json))).toEqual(JSON.parse(json));
});

test('a dashboard or page that has nothing to say answers all the same', async () => {
  const handler = handlerForPages(async () => undefined);
  const answer = await runPanelRequest({ ctx: {}, query: new URLSearchParams() } as never, () => handler({}));
  expect(answer).toEqual({});
});

test('a day begins and ends by the shop’s clock, also when that is changed', () => {
  expect(dayStart('2011-12-09', 'Europe/London')?.toISOString()).toBe('2011-12-09T00:00:00.000Z');
  expect(dayStart('2011-07-09', 'Europe/London')?.toISOString()).toBe('2011-07-08T23:00:00.000Z');
  expect(dayEnd('2011-10-30', 'Europe/London')?.toISOString()).toBe('2011-10-31T00:00:00.000Z');
  expect(dayStart('2011-10-30', 'Europe/London')?.toISOString()).toBe('2011-10-29T23:00:00.000Z');
  expect(dayStart('2011-02-30', 'Europe/London')).toBeNull();
  expect(dayStart('yesterday', 'Europe/London')).toBeNull();
});
