import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryDirectory } from './testing/interpreter.ts';

describe('A server that npm started', () => {
  it.for(['SIGTERM', 'SIGINT'] as const)('ends when npm is told to by %s', async (signal) => {
    const npm = execa('npm', ['start'], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { ...OWN_SETTINGS, TUNIX_RT_HOME: await temporaryDirectory() },
      stdin: 'ignore',
      reject: false,
      // Killed itself, npm could not pass the signal on.
      forceKillAfterDelay: false,
    });
    onTestFinished(() => void npm.kill('SIGKILL'));
    let url = '';
    for await (const line of createInterface({ input: npm.stdout })) {
      const found = /ready at (\S+)/.exec(line)?.[1];
      if (!found) continue;
      url = found;
      npm.kill(signal);
    }
    await npm;
    expect(url).not.toBe('');
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  });
});

describe('A server in which something fails that nobody expected', () => {
  it('logs once what nobody waited for, and lives on', async () => {
    const { server, url, logged } = await failing("Promise.reject(new Error('nobody waited'))");
    server.kill('SIGUSR2');
    await logged;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    server.kill('SIGTERM');
    const { exitCode, stderr } = await server;
    expect([exitCode, stderr.match(/nobody waited/g)]).toEqual([0, ['nobody waited']]);
  });

  it('logs once what nobody caught, and stops in order with a failure', async () => {
    const { server, url } = await failing("throw new Error('nobody caught')");
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    const closed = new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve));
    server.kill('SIGUSR2');
    const { exitCode, stderr } = await server;
    expect((await closed).wasClean).toBe(true);
    expect([exitCode, stderr.match(/nobody caught/g)]).toEqual([1, ['nobody caught']]);
  });

  /** A server that fails by a piece of code when it is sent SIGUSR2. */
  async function failing(code: string) {
    const onSignal = `process.on('SIGUSR2', () => { ${code} })`;
    const server = execa(
      'node',
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(onSignal)}`,
        fileURLToPath(new URL('main.ts', import.meta.url)),
      ],
      {
        env: { ...OWN_SETTINGS, TUNIX_RT_HOME: await temporaryDirectory() },
        stdin: 'ignore',
        reject: false,
      },
    );
    onTestFinished(() => void server.kill('SIGKILL'));
    const logged = new Promise((resolve) => server.stderr.once('data', resolve));
    for await (const line of createInterface({ input: server.stdout })) {
      const url = /ready at (\S+)/.exec(line)?.[1];
      if (url) return { server, url, logged };
    }
    throw new Error('The server ended before it was ready');
  }
});

const OWN_SETTINGS = { PORT: '0', HOST: '', DATABASE_URL: '', TUNIX_RT_TOKEN: '' };
