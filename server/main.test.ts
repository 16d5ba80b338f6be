import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryDirectory } from './integrations/interpreter.fixture.ts';

describe('A server that npm started', () => {
  it.for(['SIGTERM', 'SIGINT'] as const)('ends when npm is told to by %s', async (signal) => {
    const npm = execa('npm', ['start'], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: {
        TUNIX_RT_HOME: await temporaryDirectory(),
        PORT: '0',
        HOST: '',
        DATABASE_URL: '',
        TUNIX_RT_TOKEN: '',
      },
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
