// server.mjs - starts the program with a fresh demonstration database, and stops it again.
//
// SEMPRE names another binary than build/sempre.
import { execFile, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const binary = process.env.SEMPRE || join(root, 'build/sempre');
const run = promisify(execFile);

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().on('error', fail).listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

async function isUp(base) {
  try {
    return (await fetch(base + '/healthz')).ok;
  } catch {
    return false;
  }
}

// { base, folder, db, pid, serving(), demo: what `sempre demo` printed, command(...words): stdout, addOperator(): [name, password], stop() }
export async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), 'sempre-browser-'));
  const db = 'sqlite:' + join(folder, 'test.db');
  const command = async (...words) => (await run(binary, [...words, '--db', db], { cwd: root })).stdout;
  const demo = await command('demo');
  // Who looks after the installation: nobody in the demonstration does.
  const addOperator = async () => {
    const file = join(folder, 'password'), password = 'amber-birch-lantern-ferry';
    await writeFile(file, password + '\n');
    await command('person', 'add', 'operator', '--role', 'operator', '--password-file', file);
    return ['operator', password];
  };
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = spawn(binary, ['serve', '--listen', `127.0.0.1:${port}`, '--db', db], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', bytes => { log += bytes; });
  const ended = new Promise(done => child.on('exit', done));
  // Also where a test file ends early: nothing stays behind.
  const abandon = () => {
    child.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  const stop = async () => {
    process.off('exit', abandon);
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  // Which server process answers: it changes with SIGHUP.
  const serving = async () => (await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')).trim().split(' ').pop();
  for (let i = 0; i < 100; i++) {
    if (await isUp(base)) return { base, folder, db, demo, command, addOperator, stop, pid: child.pid, serving, log: () => log };
    if (child.exitCode !== null) break;
    await new Promise(done => setTimeout(done, 100));
  }
  await stop();
  throw new Error(`the server did not answer within 10 s:\n${log}`);
}
