import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { relative } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { fakeInterpreter } from '../testing/interpreter.ts';
import { askPython } from './python.ts';

afterEach(() => vi.unstubAllEnvs());

function ask<Answer>(
  python: string,
  schema: z.ZodType<Answer>,
  options: Partial<Parameters<typeof askPython>[0]> = {},
) {
  const { signal } = new AbortController();
  return askPython({ script: 'probe.py', timeout: 10_000, signal, ...options, python, schema });
}

test('hands the script to the interpreter and the input to the script', async () => {
  const python = await fakeInterpreter(`
    const input = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
    console.log(JSON.stringify({ arguments: process.argv.slice(2), input }));
  `);
  expect(await ask(python, z.unknown(), { input: { count: 3 } })).toEqual({
    answer: { arguments: ['probe.py'], input: { count: 3 } },
  });
});

test('closes standard input where there is no input', async () => {
  const python = await fakeInterpreter(
    `console.log(require('node:fs').readFileSync(0, 'utf8').length)`,
  );
  expect(await ask(python, z.number())).toEqual({ answer: 0 });
});

test('starts the child in an empty folder of its own and removes that', async () => {
  const python = await fakeInterpreter(`
    const cwd = process.cwd();
    const files = require('node:fs').readdirSync(cwd);
    require('node:fs').writeFileSync('left-behind', '');
    console.log(JSON.stringify({ cwd, files }));
  `);
  const reply = await ask(python, z.object({ cwd: z.string(), files: z.array(z.string()) }));
  expect(reply).toMatchObject({ answer: { files: [] } });
  expect('answer' in reply && existsSync(reply.answer.cwd)).toBe(false);
});

test('gives the child only the allowed part of the environment', async () => {
  vi.stubEnv('TUNIX_RT_TOKEN', 'secret');
  vi.stubEnv('T_batch_size', '1');
  vi.stubEnv('HF_TOKEN', 'token');
  vi.stubEnv('PYTHONPATH', 'packages');
  const python = await fakeInterpreter('console.log(JSON.stringify(process.env))');
  const schema = z.record(z.string(), z.string());

  const reply = await ask(python, schema);
  expect(reply).toMatchObject({ answer: { HF_TOKEN: 'token', WANDB_MODE: 'disabled' } });
  for (const name of ['TUNIX_RT_TOKEN', 'T_batch_size', 'PYTHONPATH']) {
    expect(reply).not.toHaveProperty(['answer', name]);
  }
  expect(await ask(python, schema, { inherit: ['PYTHONPATH'] })).toMatchObject({
    answer: { PYTHONPATH: 'packages' },
  });
});

test('finds an interpreter by a path relative to where the server was started', async () => {
  const python = await fakeInterpreter('console.log(1)');
  expect(await ask(`./${relative(process.cwd(), python)}`, z.number())).toEqual({ answer: 1 });
});

test('reads the last line, whatever was printed before', async () => {
  const python = await fakeInterpreter(`console.log('welcome\\n1')`);
  expect(await ask(python, z.number())).toEqual({ answer: 1 });
});

test('passes on the reason that the script gives, on one line and not without end', async () => {
  const python = await fakeInterpreter(
    `console.log(JSON.stringify({ unavailable: 'no\\n  luck' + ' at all'.repeat(100) }))`,
  );
  const reply = await ask(python, z.number());
  expect(reply).toEqual({ unavailable: expect.stringMatching(/^no luck at all.{280,290}…$/) });
});

test.for([
  ['text that is not JSON', `console.log('hello')`, 'it gave an unexpected answer, "hello"'],
  ['JSON of another shape', `console.log('{}')`, 'it gave an unexpected answer, "{}"'],
  ['nothing', '', 'it gave an unexpected answer, ""'],
  [
    'a traceback',
    `console.error('Traceback\\nValueError: no'); process.exitCode = 1`,
    'it exited with code 1 (ValueError: no)',
  ],
  ['a failing exit code alone', 'process.exitCode = 3', 'it exited with code 3 (no error output)'],
  ['its own death', `process.kill(process.pid, 'SIGKILL')`, 'it was ended by SIGKILL'],
  [
    'output without end',
    `setInterval(() => console.log('x'.repeat(1e6)), 1)`,
    'it printed more than 1048576 characters',
  ],
] as const)('says what happened when the child answers with %s', async ([, source, reason]) => {
  expect(await ask(await fakeInterpreter(source), z.number())).toEqual({ unavailable: reason });
});

test('says that the interpreter was not found', async () => {
  expect(await ask('/nowhere/python', z.number())).toEqual({
    unavailable: 'the interpreter "/nowhere/python" was not found',
  });
});

test('says that the interpreter can not be started', async () => {
  expect(await ask(import.meta.filename, z.number())).toEqual({
    unavailable: `the interpreter ${JSON.stringify(import.meta.filename)} can't be started (EACCES)`,
  });
});

test('ends a child that does not answer in time, and what it started', async () => {
  const { python, death } = await hangingInterpreter();
  expect(await ask(python, z.number(), { timeout: 1000 })).toEqual({
    unavailable: 'it did not answer within 1 s',
  });
  await death;
});

test('ends the child and throws the reason when it is aborted', async () => {
  const { python, birth, death } = await hangingInterpreter();
  const controller = new AbortController();
  const reply = ask(python, z.number(), { signal: controller.signal });
  const reason = new Error('The server stops');
  await birth;
  controller.abort(reason);
  await expect(reply).rejects.toBe(reason);
  await death;
});

/** Starts a process that ignores SIGTERM and holds a connection for as long as it lives. */
async function hangingInterpreter() {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const birth = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const death = birth.then((socket) => {
    socket.on('error', () => undefined);
    return once(socket.resume(), 'close');
  });
  const stubborn = `
    process.on('SIGTERM', () => undefined);
    require('node:net').connect(${port}, '127.0.0.1');
  `;
  const python = await fakeInterpreter(`
    const options = { stdio: 'inherit' };
    require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}], options);
  `);
  return { python, birth, death };
}
