import { resolve } from 'node:path';
import { z } from 'zod';
import { layoutOf } from './home/layout.ts';
import { isLoopback } from './loopback.ts';

const BASE_URL = 'an http or https URL without a user, a query or a fragment';

/** Every setting of the server. `docs/settings.md` describes them for users. */
const environment = z
  .object({
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: integer(0, 65_535).default(4000),
    TUNIX_RT_HOME: z
      .string()
      .min(1)
      .default('.tunix-rt')
      .transform((path) => resolve(path)),
    DATABASE_URL: z
      .string()
      .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'a `file:` path or a `postgres://` URL')
      .optional(),
    TRACE_MAX_BYTES: integer(1_024, 256 * 2 ** 20).default(4 * 2 ** 20),
    REQUEST_MAX_BYTES: integer(1_024, 2 ** 30).default(64 * 2 ** 20),
    RUN_CONCURRENCY: integer(1, 64).default(1),
    RUN_STALL_SECONDS: integer(1, 86_400).default(600),
    RUN_GRACE_SECONDS: integer(1, 86_400).default(60),
    SAMPLER_CONCURRENCY: integer(1, 16).default(2),
    SAMPLER_IDLE_SECONDS: integer(1, 86_400).default(300),
    TUNIX_PYTHON: z.string().min(1).default('python3'),
    UNGAR_PYTHON: z.string().min(1).default('python3'),
    REDIAI_MODE: z.enum(['disabled', 'mock', 'real'], 'disabled, mock or real').optional(),
    REDIAI_BASE_URL: z.url({ protocol: /^https?$/, error: 'an http or https URL' }).optional(),
    REDIAI_HEALTH_PATH: z.string().startsWith('/', 'a path that starts with /').default('/health'),
    REDIAI_HEALTH_CACHE_TTL_SECONDS: integer(0, 300).default(30),
    HF_TOKEN: headerText().optional(),
    JUDGE_BASE_URL: z
      .url({ protocol: /^https?$/, error: BASE_URL })
      .refine((url) => !/[@?#]/.test(url), BASE_URL)
      .optional(),
    JUDGE_API_KEY: headerText().optional(),
    JUDGE_TIMEOUT_SECONDS: integer(1, 3_600).default(120),
    TUNIX_RT_TOKEN: headerText().optional(),
  })
  .superRefine((values, context) => {
    if (!isLoopback(values.HOST) && !values.TUNIX_RT_TOKEN) {
      context.addIssue({
        code: 'custom',
        path: ['TUNIX_RT_TOKEN'],
        message: `a token, because HOST=${values.HOST} can be reached from other machines`,
      });
    }
    if (values.REDIAI_MODE === 'real' && !values.REDIAI_BASE_URL) {
      context.addIssue({
        code: 'custom',
        path: ['REDIAI_BASE_URL'],
        message: 'a URL, because REDIAI_MODE is real',
      });
    }
  });

export type Settings = ReturnType<typeof readSettings>;

/** Reads the settings from environment variables; an empty variable counts as absent.
 * @throws SettingsError that names each wrong one, what was expected and what was got */
export function readSettings(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = environment.safeParse(given);
  if (!result.success) {
    throw new SettingsError(
      result.error.issues.map(({ path, message }) => {
        const name = String(path[0]);
        return `Expected ${name} to be ${message}, got ${display(name, given[name])}`;
      }),
    );
  }
  const values = result.data;
  return {
    ...values,
    DATABASE_URL: values.DATABASE_URL ?? `file:${layoutOf(values.TUNIX_RT_HOME).database}`,
    REDIAI_MODE:
      values.REDIAI_MODE ?? (values.REDIAI_BASE_URL ? ('real' as const) : ('disabled' as const)),
  };
}

/** One or more settings are wrong; nothing was started. */
export class SettingsError extends Error {
  override name = 'SettingsError';

  constructor(problems: string[]) {
    super(problems.join('\n'));
  }
}

// A header carries no other characters unchanged.
function headerText() {
  return z.string().regex(/^[!-~]+$/, 'letters, digits and signs of ASCII, without spaces');
}

function integer(minimum: number, maximum: number) {
  const expected = `a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d+$/, expected)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, expected);
}

function display(name: string, value: string | undefined): string {
  if (value === undefined) return 'nothing';
  return SECRETS.has(name) ? 'a value that is not shown' : JSON.stringify(value);
}

const SECRETS = new Set([
  'TUNIX_RT_TOKEN',
  'DATABASE_URL',
  'JUDGE_API_KEY',
  'JUDGE_BASE_URL',
  'HF_TOKEN',
]);
