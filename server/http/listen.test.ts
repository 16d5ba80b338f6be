import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serverProcessFactory } from '../serverProcess.fixture.ts';
import { serverFactory } from '../testServer.fixture.ts';
import { listen } from './listen.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

describe('A server', () => {
  const processes = serverProcessFactory();

  it('that finds its port taken says so, ends with a failure and leaves its data folder free', async () => {
    const other = await processes.start(await processes.home());
    const home = await processes.home();
    const port = new URL(other.url).port;
    const { exitCode, stderr } = await run({ TUNIX_RT_HOME: home, PORT: port });
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `Port ${port} of 127.0.0.1 is taken, perhaps by another server of this kind. Stop it, or choose another with PORT.`,
    );
    const successor = await processes.start(home);
    expect((await successor.fetch('/healthz')).status).toBe(200);
  });

  it.for([
    ['PORT', 'http', 'Expected PORT to be a whole number from 0 to 65535, got "http"'],
    [
      'HOST',
      '0.0.0.0',
      'Expected TUNIX_RT_TOKEN to be a token, because HOST=0.0.0.0 can be reached from other machines, got nothing',
    ],
    [
      'DATABASE_URL',
      'postgres://user:secret@127.0.0.1:1/tunix',
      "The database at 127.0.0.1:1/tunix can't be opened: connect ECONNREFUSED 127.0.0.1:1. Check DATABASE_URL.",
    ],
  ])(
    'that is given a wrong %s says so and ends with a failure',
    async ([name = '', value = '', message]) => {
      const { exitCode, stderr } = await run({
        TUNIX_RT_HOME: await processes.home(),
        [name]: value,
      });
      expect([exitCode, stderr]).toEqual([1, message]);
    },
  );

  it('ends well when it is asked to', async () => {
    const home = await processes.home();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const server = await processes.start(home);
      await server.end(signal);
    }
    const successor = await processes.start(home);
    expect((await successor.fetch('/readyz')).status).toBe(200);
  });
});

describe('Listening', () => {
  const open = serverFactory();

  it('fails where the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const server = await open({ PORT: String(port) });
    await expect(listen(server.application)).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken`);
  });

  it('answers over a real connection, in as many pieces as a body needs', async () => {
    const server = await open({ PORT: '0' });
    const { url, close } = await listen(server.application);
    onTestFinished(close);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const line = JSON.stringify({
      trace_version: '1.0',
      prompt: 'é'.repeat(50_000),
      final_answer: 'a',
      steps: [{ i: 0, type: 't', content: 'c' }],
    });
    const body = `${line}\n`.repeat(20);
    const imported = await fetch(`${url}/traces/import?onDuplicate=keep`, { method: 'POST', body });
    expect(await imported.json()).toEqual({ accepted: 20, skipped: 0, rejected: 0, errors: [] });
    const exported = await fetch(`${url}/traces/export.jsonl`);
    expect(await exported.text()).toBe(body);
  });
});

function run(environment: Record<string, string>) {
  return execa('node', [MAIN], {
    env: { HOST: '', DATABASE_URL: '', TUNIX_RT_TOKEN: '', ...environment },
    stdin: 'ignore',
    reject: false,
  });
}
