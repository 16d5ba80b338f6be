import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { toYaml } from './yaml.ts';

const PYTHON = process.env['PYTHON'] ?? 'python3';
const hasPyYaml = !(await execa(PYTHON, ['-c', 'import yaml'], { reject: false })).failed;

const TEXTS = [
  ...['yes', 'No', 'on', 'off', 'true', 'NULL', '~', 'y', 'n', 'nan', '.nan', '.inf', '-.INF'],
  ...['1', '0x1F', '0o7', '017', '1_000', '1e5', '1.5e-7', '.5', '1.', '12:30:45', '+1', '-0'],
  ...[
    '2026-11-23',
    '2026-11-23T09:30:00Z',
    '=',
    '<<',
    '---',
    '...',
    '- a',
    'a: b',
    'a:',
    ':a',
    '#x',
    'a #b',
  ],
  ...[
    '%x',
    '@x',
    '`x`',
    '!tag',
    '*a',
    '&a',
    '[1]',
    '{a}',
    ',',
    '?',
    '|',
    '>',
    "it's",
    '"q"',
    '\\n',
    '\\',
  ],
  ...[
    ' lead',
    'trail ',
    'two  spaces',
    'é漢𝄞',
    '\u00a0',
    '\ue000',
    '\u{10fffd}',
    'google/gemma-2b-it',
    '~/models',
    './output/run_001',
    'gs://bucket/x',
    'C:\\models',
  ],
  ...[
    `${'a long text '.repeat(20)}end`,
    'x'.repeat(512),
    'tunix-rt/tiny',
    '/abs',
    '..',
    'a/../b',
    '.*q_einsum|.*kv_einsum',
  ],
];
const NUMBERS = [
  ...[0, 1, -1, 2_147_483_647, 0.1, 0.01, 1e-4, 9.9e-5, 2e-5, 2.5e-5, 1e-7, 1.5e-10, 5e-324],
  ...[123_456.75, 999_999_999.999, 0.30000000000000004, 4_096, 0.5, 1 / 3],
];

describe('A value as YAML', () => {
  it.for([
    [2e-5, '2.0e-05'],
    [2.5e-5, '2.5e-05'],
    [9.9e-5, '9.9e-05'],
    [1e-4, '0.0001'],
    [1e-7, '1.0e-07'],
    [1.5e-10, '1.5e-10'],
    [5e-324, '5.0e-324'],
    [0.01, '0.01'],
    [123_456.75, '123456.75'],
    [1, '1'],
    [2048, '2048'],
  ])('writes %d as %s', ([value, text]) => {
    expect(toYaml({ value })).toBe(`value: ${text}\n`);
  });

  it('keeps the order of keys, and writes one key a line', () => {
    expect(toYaml({ b: 1, a: { d: null, c: [1, 2], '1': true } })).toBe(
      'b: 1\na:\n  "1": true\n  d: null\n  c:\n    - 1\n    - 2\n',
    );
  });

  it('puts what could be read as another type into quotes, and paths and words not', () => {
    expect(
      toYaml(['1.0', 'yes', 'tunix', './datasets/my.data-v1.jsonl', 'google/gemma-2b-it']),
    ).toBe('- "1.0"\n- "yes"\n- tunix\n- ./datasets/my.data-v1.jsonl\n- google/gemma-2b-it\n');
  });

  it.skipIf(!hasPyYaml)(
    `is read by PyYAML into the same values and types${hasPyYaml ? '' : ` (skipped: ${PYTHON} has no yaml)`}`,
    async () => {
      const value = { texts: TEXTS, numbers: NUMBERS, others: [true, false, null, [], {}] };
      const { stdout } = await execa(PYTHON, ['-c', COMPARE], {
        input: JSON.stringify({ yaml: toYaml(value), json: JSON.stringify(value) }),
      });
      const [fromYaml, fromJson] = stdout.split('\n');
      expect(fromYaml).toBe(fromJson);
    },
  );
});

// Python's own JSON tells 1 from 1.0 and from True, and keeps the order of keys.
const COMPARE = `
import json, sys, yaml
given = json.load(sys.stdin)
print(json.dumps(yaml.safe_load(given["yaml"])))
print(json.dumps(json.loads(given["json"])))
`;
