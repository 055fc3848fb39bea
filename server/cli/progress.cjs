// Shared by the launcher, which any old Node has to be able to read, and the commands behind it: no newer syntax here.
'use strict';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const HEARTBEAT_MS = 10000;

const active = [];
let timer = null;
let frame = 0;
let lastWord = 0;

/** Starts a step that is shown until it is done: a spinner on a terminal, a line now and then elsewhere. */
function step(title) {
  const started = Date.now();
  const one = { title, started, note: '' };
  active.push(one);
  if (!isTerminal()) announce(`  ${title} …\n`);
  if (!timer) {
    timer = setInterval(tick, isTerminal() ? 100 : 1000);
    timer.unref();
  }
  return {
    note(text) {
      one.note = text;
    },
    done(text) {
      finish(one, `✓ ${text || title} (${seconds(started)})\n`);
    },
    /** Done, and not good: `text` says what was found. */
    wrong(text) {
      finish(one, `✗ ${text} (${seconds(started)})\n`);
    },
    fail() {
      finish(one, '');
    },
  };
}

/** Prints a line of its own, above the spinner where there is one. */
function say(line) {
  clear();
  write(`${line}\n`);
}

function finish(one, line) {
  const index = active.indexOf(one);
  if (index < 0) return;
  active.splice(index, 1);
  clear();
  if (line) write(line);
  if (active.length === 0) {
    clearInterval(timer);
    timer = null;
  }
}

function tick() {
  const line = active.map(describe).join(' · ');
  if (isTerminal()) draw(line);
  else if (Date.now() - lastWord >= HEARTBEAT_MS) announce(`  ${line}\n`);
}

function draw(line) {
  frame = (frame + 1) % FRAMES.length;
  clear();
  write(`${FRAMES[frame]} ${line}`.slice(0, (process.stdout.columns || 80) - 1));
}

function announce(text) {
  lastWord = Date.now();
  write(text);
}

function describe(one) {
  return `${one.title} … ${seconds(one.started)}${one.note ? `, ${one.note}` : ''}`;
}

function seconds(since) {
  return `${Math.round((Date.now() - since) / 1000)} s`;
}

function clear() {
  if (isTerminal()) write('\r\u001b[K');
}

function isTerminal() {
  return Boolean(process.stdout.isTTY) && process.env.CI !== 'true';
}

function write(text) {
  process.stdout.write(text);
}

module.exports = { step, say };
