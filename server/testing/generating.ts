import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readServerSentEvents } from '../serverSentEvents.ts';
import type { TestServer } from './testServer.ts';
import { ended, startTraining } from './training.ts';
import { until } from './until.ts';

type Asked = Pick<TestServer, 'home' | 'fetch'>;
// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
type Told = { event: string; data: any };

/** What the fixture trainer does to leave checkpoints at 10 and 20. */
export const TRAINING_TO_ASK = 'plan=20;settle;steps=10;checkpoint=10;steps=10,11;checkpoint=20';

/** A training that left those; answers its id. */
export async function trainToGenerate(server: TestServer): Promise<string> {
  const run = await startTraining(server, TRAINING_TO_ASK);
  await ended(server, run);
  return run;
}

/** Asks a model, whose address is `/runs/ID/checkpoints/STEP` or `/models/NAME`. */
export function post(
  server: Asked,
  model: string,
  body: object,
  signal?: AbortSignal,
): Promise<Response> {
  return server.fetch(`${model}/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

/** The events of an answer as they come. */
export async function* eventsOfAnswer(response: Response): AsyncGenerator<Told> {
  if (response.status !== 200) throw new Error(await response.text());
  for await (const { event, data } of readServerSentEvents(response.body)) {
    yield { event, data: JSON.parse(data) };
  }
}

export async function generate(server: Asked, model: string, body: object): Promise<Told[]> {
  return Array.fromAsync(eventsOfAnswer(await post(server, model, body)));
}

/** What the fixture's samplers heard, a line each. */
export function heard({ home }: Pick<Asked, 'home'>): string[] {
  const path = join(home, 'sampler.log');
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
}

/** Waits until a sampler heard a line that begins so. */
export function hears(server: Pick<Asked, 'home'>, line: string): Promise<string> {
  return until(`a sampler hears ${line}`, () =>
    heard(server).find((each) => each.startsWith(line)),
  );
}

/** Tells the fixture's samplers something by a file: `hold`, `loaded`, `go` or `fail`. */
export async function tellSampler(
  { home }: Pick<Asked, 'home'>,
  name: string,
  text = '',
): Promise<void> {
  await writeFile(join(home, `sampler.${name}`), text);
}
