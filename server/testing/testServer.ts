import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, inject } from 'vitest';
import { type Application, openApplication } from '../application.ts';
import { readSettings } from '../env.ts';
import { createServer } from '../http/graphql.ts';
import { NO_PYTHON } from './interpreter.ts';
import { createDatabase, isPostgresqlThere, POSTGRESQL } from './postgresql.ts';
import type { Templates } from './templates.ts';

/** A server without a port, on a database and a data folder of its own. */
export type TestServer = {
  application: Application;
  home: string;
  fetch: (path: string, init?: RequestInit) => Promise<Response>;
  send: (query: string, variables?: object) => Promise<GraphqlResult>;
  /** Sends an operation and answers its data; fails when there are errors. */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
  data: (query: string, variables?: object) => Promise<any>;
  /** Closes the server, and opens one on the same folder and database; between the two, `meanwhile`. */
  restart: (meanwhile?: () => Promise<void>) => Promise<void>;
};

type GraphqlResult = {
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
  data?: any;
  errors?: { message: string; path?: string[]; extensions?: Record<string, unknown> }[];
};

export type OpenServer = (environment?: Record<string, string>) => Promise<TestServer>;

/** Describes a behaviour on SQLite, and on PostgreSQL where one answers; elsewhere the skip is shown. */
export function describeOnEachDatabase(title: string, body: (open: OpenServer) => void): void {
  describe(`${title} (SQLite)`, () => body(serverFactory('sqlite')));
  describe.skipIf(!isPostgresqlThere)(
    `${title} (PostgreSQL${isPostgresqlThere ? '' : `: skipped, none answers at ${POSTGRESQL}`})`,
    () => body(serverFactory('postgresql')),
  );
}

/** Opens servers that are closed, and whose data is removed, after each test. */
export function serverFactory(provider: 'sqlite' | 'postgresql' = 'sqlite'): OpenServer {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  return async (environment = {}) => {
    const home = await mkdtemp(join(tmpdir(), 'tunix-rt-test-'));
    closing.push(() => rm(home, { recursive: true, force: true }));
    const templates: Templates = inject('templates');
    const database = provider === 'postgresql' ? await createDatabase(templates.postgresql) : null;
    if (database) closing.push(database.drop);
    else await copyFile(templates.sqlite, join(home, 'tunix-rt.db'));
    const settings = readSettings({
      TUNIX_RT_HOME: home,
      TUNIX_PYTHON: NO_PYTHON,
      UNGAR_PYTHON: NO_PYTHON,
      ...(database ? { DATABASE_URL: database.url } : {}),
      ...environment,
    });
    const onError = (error: unknown) => console.error(error);
    let application = await openApplication(settings, { onError });
    let yoga = createServer(application);
    closing.push(() => application.close());
    const fetch = async (path: string, init?: RequestInit) =>
      yoga.fetch(new Request(`http://localhost${path}`, init));
    const send = async (query: string, variables = {}): Promise<GraphqlResult> => {
      const response = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return response.json();
    };
    return {
      get application() {
        return application;
      },
      home,
      fetch,
      send,
      async data(query, variables) {
        const { data, errors } = await send(query, variables);
        if (errors) throw new Error(JSON.stringify(errors));
        return data;
      },
      async restart(meanwhile) {
        await application.close();
        await meanwhile?.();
        application = await openApplication(settings, { onError });
        yoga = createServer(application);
      },
    };
  };
}
