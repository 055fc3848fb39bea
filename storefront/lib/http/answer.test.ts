import { ServerResponse } from 'node:http';
import { expect, it } from '@jest/globals';
import { passCookiesOn, rememberAnswer, setAnswerStatus } from './answer.ts';

const anAnswer = (): ServerResponse => new ServerResponse({ method: 'GET' } as never);

it('gives the answer of a request its status, and says when to come back', () => {
  const answer = anAnswer();
  rememberAnswer('a1', answer);
  setAnswerStatus('a1', 503);
  expect(answer.statusCode).toBe(503);
  expect(answer.getHeader('retry-after')).toBe('30');
});

it('adds the server’s cookies to those there are', () => {
  const answer = anAnswer();
  answer.setHeader('Set-Cookie', ['theme=1']);
  rememberAnswer('a2', answer);
  passCookiesOn('a2', ['cf_shop=1; HttpOnly', 'other=2']);
  expect(answer.getHeader('set-cookie')).toEqual(['theme=1', 'cf_shop=1; HttpOnly', 'other=2']);
});

it('forgets an answer that was sent, and takes no notice of requests it does not know', () => {
  const answer = anAnswer();
  rememberAnswer('a3', answer);
  answer.emit('close');
  setAnswerStatus('a3', 404);
  setAnswerStatus(null, 404);
  expect(answer.statusCode).toBe(200);
});
