import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from './env.ts';

describe('The settings', () => {
  it('have defaults, also where a variable is empty', () => {
    for (const source of [{}, { HOST: '', PORT: '', DATABASE_URL: '', TUNIX_RT_TOKEN: '' }]) {
      expect(readSettings(source)).toMatchObject({
        HOST: '127.0.0.1',
        PORT: 4000,
        TUNIX_RT_HOME: resolve('.tunix-rt'),
        DATABASE_URL: `file:${join(resolve('.tunix-rt'), 'tunix-rt.db')}`,
        TRACE_MAX_BYTES: 4_194_304,
        REQUEST_MAX_BYTES: 67_108_864,
        RUN_CONCURRENCY: 1,
        TUNIX_PYTHON: 'python3',
        UNGAR_PYTHON: 'python3',
        REDIAI_MODE: 'disabled',
        REDIAI_HEALTH_PATH: '/health',
        REDIAI_HEALTH_CACHE_TTL_SECONDS: 30,
      });
      expect(readSettings(source).TUNIX_RT_TOKEN).toBeUndefined();
    }
  });

  it('are taken as they are given', () => {
    expect(
      readSettings({
        HOST: '0.0.0.0',
        PORT: '0',
        TUNIX_RT_HOME: '/data',
        DATABASE_URL: 'postgresql://u:p@db/x',
        TRACE_MAX_BYTES: '1024',
        RUN_CONCURRENCY: '64',
        REDIAI_BASE_URL: 'https://rediai.example',
        REDIAI_HEALTH_CACHE_TTL_SECONDS: '0',
        TUNIX_RT_TOKEN: 'x',
        UNRELATED: 'ignored',
      }),
    ).toMatchObject({
      HOST: '0.0.0.0',
      PORT: 0,
      TUNIX_RT_HOME: '/data',
      DATABASE_URL: 'postgresql://u:p@db/x',
      TRACE_MAX_BYTES: 1024,
      RUN_CONCURRENCY: 64,
      REDIAI_MODE: 'real',
      REDIAI_HEALTH_CACHE_TTL_SECONDS: 0,
      TUNIX_RT_TOKEN: 'x',
    });
  });

  it.for([
    ...['localhost', 'ftp://x', 'https://me:secret@x', 'http://x/v1?key=1'].map((url) => [
      'JUDGE_BASE_URL',
      url,
      'an http or https URL without a user, a query or a fragment, got a value that is not shown',
    ]),
    [
      'JUDGE_API_KEY',
      'two words',
      'letters, digits and signs of ASCII, without spaces, got a value that is not shown',
    ],
    ['JUDGE_TIMEOUT_SECONDS', '0', 'a whole number from 1 to 3600, got "0"'],
    ['PORT', 'http', 'a whole number from 0 to 65535, got "http"'],
    ['PORT', '65536', 'a whole number from 0 to 65535, got "65536"'],
    ['PORT', '-1', 'a whole number from 0 to 65535, got "-1"'],
    ['PORT', '4000.5', 'a whole number from 0 to 65535, got "4000.5"'],
    ['PORT', '99999999999999999999', 'a whole number from 0 to 65535, got "99999999999999999999"'],
    ['TRACE_MAX_BYTES', '4MiB', 'a whole number from 1024 to 268435456, got "4MiB"'],
    ['REQUEST_MAX_BYTES', '1', 'a whole number from 1024 to 1073741824, got "1"'],
    ['RUN_CONCURRENCY', '0', 'a whole number from 1 to 64, got "0"'],
    [
      'DATABASE_URL',
      'mysql://u:secret@db/x',
      'a `file:` path or a `postgres://` URL, got a value that is not shown',
    ],
    ...['schlüssel', ' secret', 'two words', 'line\n'].map((token) => [
      'TUNIX_RT_TOKEN',
      token,
      'letters, digits and signs of ASCII, without spaces, got a value that is not shown',
    ]),
    ['REDIAI_MODE', 'on', 'disabled, mock or real, got "on"'],
    ['REDIAI_BASE_URL', 'localhost', 'an http or https URL, got "localhost"'],
    ['REDIAI_BASE_URL', 'file:///etc/passwd', 'an http or https URL, got "file:///etc/passwd"'],
    ['REDIAI_HEALTH_PATH', 'health', 'a path that starts with /, got "health"'],
    ['REDIAI_HEALTH_CACHE_TTL_SECONDS', '301', 'a whole number from 0 to 300, got "301"'],
  ])('name %s=%s as wrong, with what was expected and got', ([name = '', value = '', message]) => {
    expect(() => readSettings({ [name]: value })).toThrow(
      new SettingsError([`Expected ${name} to be ${message}`]),
    );
  });

  it('name each that is wrong', () => {
    const source = { PORT: 'http', RUN_CONCURRENCY: 'many', REDIAI_MODE: 'on' };
    expect(() => readSettings(source)).toThrow(
      new SettingsError([
        'Expected PORT to be a whole number from 0 to 65535, got "http"',
        'Expected RUN_CONCURRENCY to be a whole number from 1 to 64, got "many"',
        'Expected REDIAI_MODE to be disabled, mock or real, got "on"',
      ]),
    );
    expect(() => readSettings({ PORT: 'http', HOST: '0.0.0.0' })).toThrow(
      new SettingsError([
        'Expected PORT to be a whole number from 0 to 65535, got "http"',
        'Expected TUNIX_RT_TOKEN to be a token, because HOST=0.0.0.0 can be reached from other machines, got nothing',
      ]),
    );
  });

  it.for(['0.0.0.0', '::', '192.168.1.2', 'training.example', 'localhost.example'])(
    'ask for a token where %s is listened at',
    (HOST) => {
      expect(() => readSettings({ HOST })).toThrow(
        `Expected TUNIX_RT_TOKEN to be a token, because HOST=${HOST} can be reached from other machines, got nothing`,
      );
      expect(readSettings({ HOST, TUNIX_RT_TOKEN: 'x' }).HOST).toBe(HOST);
    },
  );

  it.for(['127.0.0.1', 'localhost', '::1'])('ask for no token where %s is listened at', (HOST) => {
    expect(readSettings({ HOST }).HOST).toBe(HOST);
  });

  it('ask for the address of RediAI where it is real', () => {
    expect(() => readSettings({ REDIAI_MODE: 'real' })).toThrow(
      'Expected REDIAI_BASE_URL to be a URL, because REDIAI_MODE is real, got nothing',
    );
    expect(readSettings({ REDIAI_MODE: 'mock' }).REDIAI_MODE).toBe('mock');
    const source = { REDIAI_MODE: 'disabled', REDIAI_BASE_URL: 'http://localhost:1' };
    expect(readSettings(source).REDIAI_MODE).toBe('disabled');
  });
});
