import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { cached } from '../cached.ts';
import { askPython } from '../python.ts';

/** What an installed Tunix says that it can load: families by the prefix of a model's name, and configurations. */
export type KnownModels = { families: Record<string, string>; configurations: string[] };

export type TunixStatus = {
  available: boolean;
  version: string | null;
  runtimeRequired: boolean;
  message: string;
  devices: string[];
  python: string;
  models: KnownModels | null;
};

const PROBE = fileURLToPath(new URL('probe.py', import.meta.url));
const PROBE_TIMEOUT = 60_000;
const AVAILABLE_LIFETIME = 300_000;
const UNAVAILABLE_LIFETIME = 30_000;
const DEVICES_SHOWN = 4;

const INSTALLATION =
  'Install it with `pip install "google-tunix>=0.1.7" "jax<0.11" einops` for Python 3.11 or newer' +
  ' and start the server with `TUNIX_PYTHON=/path/to/python`. Dry runs work without it.';

const facts = z.object({
  version: z.string(),
  devices: z.array(z.string()),
  device_problem: z.string().nullable(),
  models: z
    .object({ families: z.record(z.string(), z.string()), configurations: z.array(z.string()) })
    .nullish(),
});

/** Finds out whether the interpreter can train with Tunix: google-tunix 0.1.7 or newer is installed and
 * imports. The answer is kept for five minutes when it can, for 30 seconds when it can't. `timeout` in
 * milliseconds bounds a probe; the signal ends it. */
export function createTunixProbe({
  python,
  signal,
  timeout = PROBE_TIMEOUT,
}: {
  python: string;
  signal: AbortSignal;
  timeout?: number;
}): { status: (options?: { acceptsStale?: boolean }) => Promise<TunixStatus> } {
  const get = cached({
    read: () => probe({ python, signal, timeout }),
    lifetime: ({ available }) => (available ? AVAILABLE_LIFETIME : UNAVAILABLE_LIFETIME),
  });
  return { status: async (options) => (await get(options)).value };
}

async function probe(options: {
  python: string;
  signal: AbortSignal;
  timeout: number;
}): Promise<TunixStatus> {
  const { python } = options;
  const reply = await askPython({ ...options, script: PROBE, schema: facts });
  if ('unavailable' in reply) {
    const message = `Tunix is not available with ${python}: ${reply.unavailable}. ${INSTALLATION}`;
    return {
      available: false,
      version: null,
      runtimeRequired: true,
      message,
      devices: [],
      python,
      models: null,
    };
  }
  const { version, devices, device_problem: problem, models = null } = reply.answer;
  const message = `google-tunix ${version} is available ${placeOf(devices, problem)}.`;
  return { available: true, version, runtimeRequired: false, message, devices, python, models };
}

function placeOf(devices: string[], problem: string | null): string {
  if (problem) return `but its devices are not known (${problem})`;
  const names = devices.slice(0, DEVICES_SHOWN).join(', ');
  const more = devices.length > DEVICES_SHOWN ? ` and ${devices.length - DEVICES_SHOWN} more` : '';
  return `on ${devices.length} ${devices.length === 1 ? 'device' : 'devices'}: ${names}${more}`;
}
