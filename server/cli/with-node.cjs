// The first script of every command: brings a Node that runs TypeScript, the packages, and hands over.
//   node with-node.cjs [--dev-dependencies] [--parts] SCRIPT.ts [ARGUMENTS]
// Any old Node must be able to read it, and it may need nothing that is not in Node itself.
// biome-ignore-all lint/style/useNodejsImportProtocol: an old Node does not know the prefix
'use strict';

const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const NODE_PACKAGES = require('./node-packages.cjs');
const { step } = require('./progress.cjs');

const ROOT = path.resolve(__dirname, '..', '..');
const DATA = path.resolve(ROOT, process.env.DATA_DIR || '.data');
/** Its npm reads today's lock files. */
const OLDEST_HELPER = 18;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** A fault the person can mend; printed without a stack trace. */
class LaunchProblem extends Error {}

const running = new Set();
let stopSignal = null;
let handedOver = false;

async function main(argv) {
  const { options, script, args } = readArguments(argv);
  for (const signal of SIGNALS) process.on(signal, () => forward(signal));
  stopWithNpm();
  const node = await bringNode();
  // Help needs nothing installed, and nobody wants to wait a minute for it.
  if (args.indexOf('--help') < 0) await bringPackages(node, options);
  handedOver = true;
  const ended = await run(node, [path.resolve(ROOT, script)].concat(args), {
    stdio: 'inherit',
    env: environment(node, { COUNTERFOIL_LAUNCHER: String(process.pid) }),
  });
  leave(ended);
}

function readArguments(argv) {
  const options = { dev: false, parts: false };
  let rest = argv.slice();
  for (; rest.length && rest[0].startsWith('--'); rest = rest.slice(1)) {
    if (rest[0] === '--dev-dependencies') options.dev = true;
    else if (rest[0] === '--parts') options.parts = true;
    else throw new LaunchProblem(`with-node.cjs does not know the option ${rest[0]}.`);
  }
  if (!rest.length) throw new LaunchProblem('with-node.cjs needs a script to run.');
  return { options, script: rest[0], args: rest.slice(1) };
}

/** The Node to run on: this one where it is new enough, else Node 24 kept under .data. */
async function bringNode() {
  if (runsTypeScript(process.versions.node)) return process.execPath;
  if (Number(process.versions.node.split('.')[0]) < OLDEST_HELPER) {
    throw new LaunchProblem(
      `Counterfoil runs on Node 24 and fetches it with Node ${OLDEST_HELPER} or later; this is ${process.versions.node}: install Node 24.`,
    );
  }
  const pinned = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (!pinned) {
    throw new LaunchProblem(
      `Counterfoil runs on Node 24, this is Node ${process.versions.node}, and none is published for ` +
        `${process.platform}-${process.arch}: install Node 24, or use "docker compose up".`,
    );
  }
  const home = path.join(DATA, 'node24');
  const folder = path.join(home, 'node_modules', pinned.name);
  const binary = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (versionOf(folder) !== pinned.version) await fetchNode(pinned, home);
  return binary;
}

/** TypeScript files run as they are from 22.18 and 23.6 on. */
function runsTypeScript(version) {
  const [major, minor] = version.split('.').map(Number);
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

async function fetchNode(pinned, home) {
  const shown = step(`Fetching Node ${pinned.version} (this is ${process.versions.node})`);
  const work = `${home}-${process.pid}`;
  fs.mkdirSync(work, { recursive: true });
  try {
    // A lock file of one line, so that npm refuses anything but the pinned file.
    const root = { name: 'counterfoil-node', version: '1.0.0', dependencies: { [pinned.name]: pinned.version } };
    const entry = { version: pinned.version, integrity: pinned.integrity };
    const lock = Object.assign({ lockfileVersion: 3, requires: true }, root, {
      packages: { '': root, [`node_modules/${pinned.name}`]: entry },
    });
    fs.writeFileSync(path.join(work, 'package.json'), JSON.stringify(Object.assign({ private: true }, root)));
    fs.writeFileSync(path.join(work, 'package-lock.json'), JSON.stringify(lock));
    await npm(process.execPath, ['ci', '--ignore-scripts'], { cwd: work }, 'Node 24 could not be fetched');
    fs.rmSync(home, { recursive: true, force: true });
    fs.renameSync(work, home);
    shown.done(`Node ${pinned.version}`);
  } finally {
    shown.fail();
    fs.rmSync(work, { recursive: true, force: true });
  }
}

function versionOf(folder) {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
  } catch (_error) {
    return null;
  }
}

/** Installs the packages where they do not match the lock file, and fetches the embedded parts beside that. */
async function bringPackages(node, options) {
  const modules = path.join(ROOT, 'node_modules');
  const unfinished = path.join(modules, '.counterfoil-unfinished');
  const interrupted = fs.existsSync(unfinished);
  const installed = readJson('node_modules/.package-lock.json');
  if (!interrupted && isComplete(readJson('package-lock.json'), installed, options.dev)) return;
  requireSpace(options.dev ? 1200 : 900);
  const shown = step(options.dev ? 'Installing the packages, those for tests too' : 'Installing the packages');
  // npm takes a half-written package for a whole one, so nothing is built on what was interrupted.
  if (interrupted || !installed) fs.rmSync(modules, { recursive: true, force: true });
  fs.mkdirSync(modules, { recursive: true });
  fs.writeFileSync(unfinished, '');
  // Not `npm ci`: it empties node_modules under a product that is running, and refuses a lock file that lacks the binaries of other platforms.
  const args = ['install', '--no-save', options.dev ? '--include=dev' : '--omit=dev'];
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await Promise.all([
      npm(node, args.concat(quiet), { cwd: ROOT }, 'The packages could not be installed'),
      options.parts ? fetchParts(node) : null,
    ]);
    fs.rmSync(unfinished, { force: true });
    shown.done(options.dev ? 'Packages, those for tests too' : 'Packages');
  } finally {
    endAll('SIGTERM');
    shown.fail();
  }
}

/** Starts early what the command itself would wait for later. */
async function fetchParts(node) {
  const ended = await run(node, [path.join(__dirname, 'parts.ts')], { env: environment(node) });
  if (ended.code === 0) return;
  throw new LaunchProblem(ended.output.trim() || 'The embedded parts could not be fetched: start again.');
}

/** Whether node_modules, by npm's own list, holds what the lock file asks for. */
function isComplete(wanted, installed, dev) {
  if (!wanted || !installed) return false;
  return Object.keys(wanted.packages).every((where) => {
    const want = wanted.packages[where];
    const have = installed.packages[where];
    if (have) return have.version === want.version && have.integrity === want.integrity;
    // Published for other platforms, needed by nothing that is installed, or for tests only.
    return where === '' || want.optional || want.devOptional || (want.dev && !dev);
  });
}

function readJson(name) {
  try {
    return JSON.parse(fs.readFileSync(path.join(ROOT, name), 'utf8'));
  } catch (_error) {
    return null;
  }
}

function requireSpace(megabytes) {
  if (!fs.statfsSync) return;
  const disk = fs.statfsSync(ROOT);
  const free = Math.floor((disk.bavail * disk.bsize) / 1e6);
  if (free >= megabytes) return;
  throw new LaunchProblem(
    `The disk has ${free} MB left and the packages need ${megabytes} MB: free some space and start again.`,
  );
}

async function npm(node, args, options, problem) {
  const cli = process.env.npm_execpath || '';
  const known = path.basename(cli) === 'npm-cli.js';
  const command = known ? node : 'npm';
  const all = known ? [cli].concat(args) : args;
  const ended = await run(
    command,
    all,
    Object.assign({ env: environment(node), shell: !known && process.platform === 'win32' }, options),
  );
  if (ended.code === 0) return;
  throw new LaunchProblem(`${problem}${npmReason(ended)}`);
}

/** What npm says when it fails, as the end of one sentence. */
function npmReason(ended) {
  const text = ended.output;
  if (ended.code === 127) return ': npm was not found; install it (Debian: "apt-get install npm") and start again.';
  if (/ENOSPC|no space left/i.test(text)) return ': the disk is full; free some space and start again.';
  if (/EINTEGRITY/.test(text))
    return ': a download had the wrong checksum; try again, from another network if it stays so.';
  if (/EACCES|EPERM|EROFS/.test(text))
    return ': the project folder may not be written to; make it yours and start again.';
  const reason = /npm (?:ERR!|error) (?!code|A complete log)(.+)/.exec(text);
  const detail = reason ? ` (${reason[1].trim()})` : '';
  return `${detail}: check the network connection and npm's registry setting, then start again.`;
}

function environment(node, more) {
  const first = path.dirname(node);
  return Object.assign({}, process.env, { PATH: `${first}${path.delimiter}${process.env.PATH || ''}` }, more);
}

/** Runs a program to its end; its output is kept unless it is shown. */
function run(command, args, options) {
  return new Promise((done) => {
    if (stopSignal) return leave({ code: null, signal: stopSignal });
    const child = spawn(command, args, Object.assign({ cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] }, options));
    let output = '';
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) stream.on('data', (chunk) => (output += chunk));
    }
    child.on('error', (error) => {
      running.delete(child);
      done({ code: 127, signal: null, output: error.message });
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      if (stopSignal && !handedOver) leaveWhenAllEnded();
      else done({ code, signal, output });
    });
  });
}

function leaveWhenAllEnded() {
  if (running.size === 0) leave({ code: null, signal: stopSignal });
}

// On a terminal Ctrl-C reaches the child as well: it has to bear a second signal, and does.
function forward(signal) {
  const first = !stopSignal;
  stopSignal = signal;
  if (running.size === 0) leave({ code: null, signal });
  if (handedOver) return endAll(signal);
  // What an interrupted npm leaves is cleared away at the next start. (Started in the background, it ignores SIGINT.)
  endAll('SIGTERM');
  if (first) setTimeout(endAll, 2000, 'SIGKILL');
}

function endAll(signal) {
  for (const child of running) child.kill(signal);
}

/** Where npm was killed outright it could not pass that on, and the shell between it and this process notices nothing. */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const before = ancestors();
  setInterval(() => {
    if (!stopSignal && ancestors() !== before) forward('SIGTERM');
  }, 1000).unref();
}

function ancestors() {
  const parent = process.ppid;
  if (/^npm/.test(readProcess(parent, 'comm'))) return String(parent);
  return `${parent} ${/^PPid:\s*(\d+)/m.exec(readProcess(parent, 'status')) || ''}`;
}

function readProcess(pid, file) {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (_error) {
    return '';
  }
}

/** Ends as the child has ended. */
function leave(ended) {
  if (!ended.signal) process.exit(ended.code);
  for (const signal of SIGNALS) process.removeAllListeners(signal);
  process.kill(process.pid, ended.signal);
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error) => {
    const known = error instanceof LaunchProblem || error.code === 'ENOSPC' || error.code === 'EACCES';
    process.stderr.write(`${known ? error.message : error.stack}\n`);
    process.exit(1);
  });
}

module.exports = { isComplete, readArguments, runsTypeScript, npmReason };
