import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  fakeInterpreter,
  pythonIsMissing,
  pythonWith,
  temporaryDirectory,
} from '../../testing/interpreter.ts';
import { createTunixProbe } from './status.ts';

const { signal } = new AbortController();

function statusOf(python: string) {
  return createTunixProbe({ python, signal }).status();
}

function tunix(version: string, files: Record<string, string> = {}) {
  return pythonWith({
    'google_tunix.dist-info/METADATA': `Metadata-Version: 2.1\nName: google-tunix\nVersion: ${version}\n`,
    'tunix/__init__.py': 'print("noise")',
    'jax.py': 'def devices(): return ["TFRT_CPU_0"]',
    ...files,
  });
}

afterEach(() => void vi.useRealTimers());

describe.skipIf(pythonIsMissing)(
  `with stand-ins for the packages${pythonIsMissing ? ' (skipped: python3 is not installed)' : ''}`,
  () => {
    test('tells the version and the devices of what can train', async () => {
      const python = await tunix('0.1.7');
      expect(await statusOf(python)).toEqual({
        available: true,
        version: '0.1.7',
        runtimeRequired: false,
        message: 'google-tunix 0.1.7 is available on 1 device: TFRT_CPU_0.',
        devices: ['TFRT_CPU_0'],
        python,
        models: null,
      });
    });

    test('lists every device but names few in the message', async () => {
      const python = await tunix('0.1.7', {
        'jax.py': 'def devices(): return [f"TPU_{i}" for i in range(16)]',
      });
      const { devices, message } = await statusOf(python);
      expect(devices).toHaveLength(16);
      expect(message).toContain('on 16 devices: TPU_0, TPU_1, TPU_2, TPU_3 and 12 more.');
    });

    test.for(['0.1.8.dev0', '0.1.10', '0.2', '1.0.0'])('takes %s as newer', async (version) => {
      expect(await statusOf(await tunix(version))).toMatchObject({ available: true, version });
    });

    test.for(['0.1.5', '0.1', '0.0.0.dev0'])('refuses %s as too old', async (version) => {
      expect(await statusOf(await tunix(version))).toMatchObject({
        available: false,
        version: null,
        runtimeRequired: true,
        message: expect.stringContaining(
          `google-tunix ${version} is too old, 0.1.7 or newer is needed. Install it with \`pip install "google-tunix>=0.1.7" "jax<0.11" einops\``,
        ),
        devices: [],
      });
    });

    test('says that Tunix is not installed and how to install it', async () => {
      const python = await pythonWith({});
      expect(await statusOf(python)).toEqual({
        available: false,
        version: null,
        runtimeRequired: true,
        message: `Tunix is not available with ${python}: google-tunix is not installed. Install it with \`pip install "google-tunix>=0.1.7" "jax<0.11" einops\` for Python 3.11 or newer and start the server with \`TUNIX_PYTHON=/path/to/python\`. Dry runs work without it.`,
        devices: [],
        python,
        models: null,
      });
    });

    test('is not deceived by a folder named tunix', async () => {
      const python = await pythonWith({ 'tunix/notes.txt': '' });
      expect(await statusOf(python)).toMatchObject({
        available: false,
        message: expect.stringContaining('the google-tunix distribution is not installed'),
      });
    });

    test('is not deceived by a folder that hides the installed package', async () => {
      const python = await pythonWith({
        'google_tunix.dist-info/METADATA': 'Name: google-tunix\nVersion: 0.1.7\n',
        'tunix/notes.txt': '',
      });
      expect(await statusOf(python)).toMatchObject({
        available: false,
        message: expect.stringContaining('a folder named tunix hides the google-tunix package'),
      });
    });

    test('says what an import breaks on', async () => {
      const python = await tunix('0.1.7', { 'tunix/__init__.py': 'import perfetto' });
      expect(await statusOf(python)).toMatchObject({
        available: false,
        message: expect.stringContaining(
          "can't be imported (ModuleNotFoundError: No module named 'perfetto')",
        ),
      });
    });

    test('stays available while another process holds the accelerator', async () => {
      const python = await tunix('0.1.7', {
        'jax.py': 'def devices(): raise RuntimeError("The TPU is already in use")',
      });
      expect(await statusOf(python)).toMatchObject({
        available: true,
        devices: [],
        message:
          'google-tunix 0.1.7 is available but its devices are not known (RuntimeError: The TPU is already in use).',
      });
    });

    test("leaves a GPU's memory to the trainings", async () => {
      const python = await tunix('0.1.7', {
        'jax.py': 'import os\ndef devices(): return [os.environ["XLA_PYTHON_CLIENT_PREALLOCATE"]]',
      });
      expect(await statusOf(python)).toMatchObject({ devices: ['false'] });
    });
  },
);

test('says that the interpreter was not found', async () => {
  expect(await statusOf('/nowhere/python')).toMatchObject({
    available: false,
    message: expect.stringContaining('the interpreter "/nowhere/python" was not found. Install'),
  });
});

test('says that the answer makes no sense', async () => {
  const python = await fakeInterpreter(`console.log('{"version": 7}')`);
  expect(await statusOf(python)).toMatchObject({
    available: false,
    message: expect.stringContaining('it gave an unexpected answer'),
  });
});

test('gives up on a probe that hangs', async () => {
  const python = await fakeInterpreter('setInterval(() => undefined, 1e9)');
  const probe = createTunixProbe({ python, signal, timeout: 100 });
  expect(await probe.status()).toMatchObject({
    available: false,
    message: expect.stringContaining('it did not answer within 0.1 s'),
  });
});

test.for([
  [
    'for five minutes that Tunix is available',
    { version: '0.1.7', devices: [], device_problem: null },
    300_000,
  ],
  ['for 30 seconds that it is not', { unavailable: 'no' }, 30_000],
] as const)('remembers %s', async ([, answer, lifetime]) => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const starts = join(await temporaryDirectory(), 'starts');
  const python = await fakeInterpreter(`
    require('node:fs').appendFileSync(${JSON.stringify(starts)}, 'x');
    console.log(${JSON.stringify(JSON.stringify(answer))});
  `);
  appendFileSync(starts, '');
  const probe = createTunixProbe({ python, signal });

  await Promise.all([probe.status(), probe.status()]);
  vi.advanceTimersByTime(lifetime - 1);
  await probe.status();
  expect(readFileSync(starts, 'utf8')).toBe('x');
  vi.advanceTimersByTime(1);
  await probe.status();
  expect(readFileSync(starts, 'utf8')).toBe('xx');
});

const { TUNIX_PYTHON = 'python3' } = process.env;
const installed = await statusOf(TUNIX_PYTHON);

describe.skipIf(!installed.available)(
  `with the Tunix of TUNIX_PYTHON${installed.available ? '' : ` (skipped: ${TUNIX_PYTHON} has none)`}`,
  () => {
    test('tells the real version and devices', () => {
      expect(installed.version).toMatch(/^\d+\.\d+/);
      expect(installed.devices).not.toEqual([]);
      expect(installed.message).toContain(installed.devices[0]);
    });
  },
);
