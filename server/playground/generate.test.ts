import { existsSync } from 'node:fs';
import { readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf, runFolder } from '../home/layout.ts';
import {
  eventsOfAnswer,
  generate,
  heard,
  hears,
  post,
  tellSampler,
  trainToGenerate,
} from '../testing/generating.ts';
import { temporaryDirectory } from '../testing/interpreter.ts';
import { serverFactory, type TestServer } from '../testing/testServer.ts';
import { isAtWork, startTraining, TRAINER, trainingFactory } from '../testing/training.ts';
import { until } from '../testing/until.ts';

const open = trainingFactory(serverFactory());

async function trained(environment: Record<string, string> = {}) {
  const server = await open(environment);
  const run = await trainToGenerate(server);
  return { server, run, model: `/runs/${run}/checkpoints/20` };
}

describe('A checkpoint that is asked', () => {
  it('answers as it writes, and tells what it read as the answer', async () => {
    const { server, model } = await trained();
    const events = await generate(server, model, { prompt: 'How much is 1 + 1?' });
    const pieces = events.filter(({ event }) => event === 'text').map(({ data }) => data);
    expect(pieces.map(({ text }) => text).join('')).toBe(
      'Reasoning:\n1. I read How much is 1 + 1?\nAnswer: 20',
    );
    expect(events.filter(({ event }) => event !== 'text')).toEqual([
      { event: 'asked', data: { steps: [20] } },
      { event: 'phase', data: { phase: 'loading' } },
      { event: 'phase', data: { phase: 'ready' } },
      { event: 'began', data: { step: 20, promptTokens: 6 } },
      {
        event: 'done',
        data: {
          step: 20,
          samples: [
            {
              index: 0,
              text: 'Reasoning:\n1. I read How much is 1 + 1?\nAnswer: 20',
              tokens: 10,
              finish: 'stop',
              answer: '20',
            },
          ],
          seconds: 1.5,
          tokensPerSecond: 12.5,
        },
      },
    ]);
  });

  it('answers beside its base in one process, and again without being loaded anew', async () => {
    const { server, model } = await trained();
    const events = await generate(server, model, { prompt: 'Hi', withBase: true });
    expect(events.filter(({ event }) => event === 'done').map(({ data }) => data)).toMatchObject([
      { step: 0, samples: [{ finish: 'length', answer: null }] },
      { step: 20, samples: [{ finish: 'stop', answer: '20' }] },
    ]);
    const again = await generate(server, model, { prompt: 'Hi' });
    expect(again[1]).toEqual({ event: 'phase', data: { phase: 'ready' } });
    expect(heard(server).filter((line) => line.startsWith('started'))).toHaveLength(1);
  });

  it('is asked with all that was said before, and with values of sampling', async () => {
    const { server, model } = await trained();
    const events = await generate(server, model, {
      prompt: 'Hi',
      context: [{ role: 'system', content: 'Be brief.' }],
      samples: 2,
      temperature: 0.7,
    });
    const [done] = events.filter(({ event }) => event === 'done');
    expect(done?.data.samples).toMatchObject([
      { index: 0, text: expect.stringMatching(/^Be brief\./) },
      { index: 1, answer: '21' },
    ]);
  });

  it('goes on when its training is gone, for its files are its own', async () => {
    const { server, run, model } = await trained();
    const response = await post(server, model, { prompt: '[hold]' });
    const events = eventsOfAnswer(response);
    await hears(server, 'asked');
    await rm(runFolder(server.home, run).path, { recursive: true });
    await tellSampler(server, 'go');
    expect((await Array.fromAsync(events)).at(-1)?.event).toBe('done');
    const gone = await post(server, model, { prompt: 'Hi' });
    expect(gone.status).toBe(409);
    expect((await gone.json()).detail).toContain('keeps no checkpoint: there is its base alone');
  });

  it('is asked by the name of the model that it became', async () => {
    const { server, run } = await trained();
    await server.data(
      `mutation { registerModel(input: { runId: "${run}", step: 20, name: "maths", alias: "champion" }) {
        ... on ModelVersion { id } ... on Error { message } } }`,
    );
    for (const name of ['maths', 'maths@1', 'maths@champion']) {
      const events = await generate(server, `/models/${encodeURIComponent(name)}`, {
        prompt: 'Hi',
      });
      expect(events.at(-1)).toMatchObject({ event: 'done', data: { step: 20 } });
    }
    expect(heard(server).filter((line) => line.startsWith('started'))).toHaveLength(1);
    const missing = await post(server, '/models/maths@2', { prompt: 'Hi' });
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('What can not be asked', () => {
  it.each([
    [{}, '`prompt`'],
    [{ prompt: '' }, 'prompt'],
    [{ prompt: 'Hi', temperature: 11 }, 'Expected `temperature` to be at most 10, got 11'],
    [{ prompt: 'Hi', samples: 17 }, 'Expected `samples` to be at most 16, got 17'],
    [{ prompt: 'Hi', samples: 2 }, 'Expected a temperature above 0 for 2 samples'],
    [{ prompt: 'Hi', batchSize: 2 }, 'Unknown field `batchSize`'],
    [{ prompt: 'Hi', context: [{ role: 'me', content: 'x' }] }, 'context[0].role'],
  ])('is refused by name: %j', async (body, message) => {
    const server = await open();
    const response = await post(server, '/runs/x/checkpoints/20', body);
    expect(response.status).toBe(400);
    expect((await response.json()).detail).toContain(message);
  });

  it('is refused before it is read whole', async () => {
    const server = await open({ TRACE_MAX_BYTES: '2000' });
    const large = await post(server, '/runs/x/checkpoints/20', { prompt: 'x'.repeat(3000) });
    expect(large.status).toBe(413);
    const form = await server.fetch('/runs/x/checkpoints/20/generate', {
      method: 'POST',
      body: 'a=b',
    });
    expect(form.status).toBe(415);
    const broken = await server.fetch('/runs/x/checkpoints/20/generate', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"prompt": "Hi',
    });
    expect(broken.status).toBe(400);
    const wrongStep = await post(server, '/runs/x/checkpoints/last', { prompt: 'Hi' });
    expect(wrongStep.status).toBe(400);
  });

  it('is told of with what there is instead', async () => {
    const { server, run } = await trained();
    const step = await post(server, `/runs/${run}/checkpoints/15`, { prompt: 'Hi' });
    expect(step.status).toBe(409);
    expect((await step.json()).detail).toContain('keeps no checkpoint of step 15: it has 10, 20');
    const missing = await post(server, '/runs/none/checkpoints/20', { prompt: 'Hi' });
    expect(missing.status).toBe(404);
  });

  it('needs Tunix', async () => {
    const python = join(await temporaryDirectory(), 'python');
    await symlink(TRAINER, python);
    const { server, model } = await trained({ TUNIX_PYTHON: python });
    await server.restart(() => rm(python));
    const response = await post(server, model, { prompt: 'Hi' });
    expect(response.status).toBe(501);
    expect(await response.json()).toMatchObject({ code: 'TUNIX_UNAVAILABLE' });
  });

  it('is told of by the model itself, which goes on', async () => {
    const { server, model } = await trained();
    const refused = await generate(server, model, { prompt: 'a b c', maxPromptTokens: 2 });
    expect(refused.at(-1)).toEqual({
      event: 'error',
      data: {
        step: 20,
        code: 'VALIDATION',
        message: 'Expected a prompt of at most 2 tokens, got 3',
      },
    });
    expect((await generate(server, model, { prompt: 'a b c' })).at(-1)?.event).toBe('done');
    expect(heard(server).filter((line) => line.startsWith('started'))).toHaveLength(1);
  });
});

describe('A generation', () => {
  it('ends when its reader leaves, and the model stays for others', async () => {
    const { server, model } = await trained();
    const response = await post(server, model, { prompt: '[endless]', withBase: true });
    const events = eventsOfAnswer(response);
    for await (const { event } of events) if (event === 'text') break;
    await hears(server, 'cancel 1');
    await hears(server, 'cancel 2');
    expect((await generate(server, model, { prompt: 'Hi' })).at(-1)?.event).toBe('done');
    expect(heard(server).filter((line) => line.startsWith('started'))).toHaveLength(1);
  });

  it('ends when its reader leaves while the model is loaded', async () => {
    const { server, model } = await trained();
    await tellSampler(server, 'hold');
    const events = eventsOfAnswer(await post(server, model, { prompt: 'Hi' }));
    await events.next();
    await hears(server, 'asked');
    await events.return(undefined);
    await hears(server, 'cancel 1');
  });

  it('tells what its process died of, and the next one starts another', async () => {
    const { server, model } = await trained();
    const events = await generate(server, model, { prompt: '[crash]' });
    expect(events.at(-1)).toEqual({
      event: 'error',
      data: {
        step: null,
        code: 'SAMPLING_FAILED',
        message: 'The process that has the model loaded was ended by SIGKILL',
      },
    });
    expect((await generate(server, model, { prompt: 'Hi' })).at(-1)?.event).toBe('done');
    expect(heard(server).filter((line) => line.startsWith('started'))).toHaveLength(2);
  });

  it('tells why its model could not be loaded, and what to do', async () => {
    const { server, model } = await trained();
    await tellSampler(server, 'fail', 'ValueError: no such layer');
    const events = await generate(server, model, { prompt: 'Hi' });
    expect(events.at(-1)?.data).toMatchObject({
      code: 'SAMPLING_FAILED',
      message: 'ValueError: no such layer. Try another.',
    });
    await samplersAreGone(server);
  });

  it('is held back for a slow reader, whose pieces become few', async () => {
    const { server, model } = await trained();
    const response = await post(server, model, { prompt: '[flood]' });
    await hears(server, 'said 1');
    let [pieces, words] = [0, 0];
    for await (const { event, data } of eventsOfAnswer(response)) {
      if (event !== 'text') continue;
      pieces += 1;
      words += data.text.split(' word').length - 1;
    }
    expect(words).toBe(200_000);
    expect(pieces).toBeLessThan(50_000);
  });

  it('ends with the server, and leaves no process and no file', async () => {
    const { server, model } = await trained();
    const events = eventsOfAnswer(await post(server, model, { prompt: '[endless]' }));
    for await (const { event } of events) if (event === 'text') break;
    const waiting = eventsOfAnswer(await post(server, model, { prompt: '[endless]' }));
    const rest = Array.fromAsync(waiting);
    await hears(server, 'asked 2');
    const pid = Number((await hears(server, 'started')).split(' ')[1]);
    await server.application.close();
    await rest;
    expect(isAtWork(pid)).toBe(false);
    await samplersAreGone(server);
  });
});

describe('Models that are loaded', () => {
  it('are as many as may be: one that nobody uses makes room, else the next waits', async () => {
    const { server, run } = await trained({ SAMPLER_CONCURRENCY: '1' });
    const first = eventsOfAnswer(
      await post(server, `/runs/${run}/checkpoints/10`, { prompt: '[endless]' }),
    );
    for await (const { event } of first) {
      if (event !== 'text') continue;
      break;
    }
    // Left, and unused: it makes room.
    const second = eventsOfAnswer(
      await post(server, `/runs/${run}/checkpoints/20`, { prompt: '[hold]' }),
    );
    await hears(server, 'ended');
    const third = eventsOfAnswer(
      await post(server, `/runs/${run}/checkpoints/10`, { prompt: 'Hi' }),
    );
    await third.next();
    expect(await third.next()).toMatchObject({ value: { data: { phase: 'waiting' } } });
    await tellSampler(server, 'go');
    expect((await Array.fromAsync(second)).at(-1)?.data.step).toBe(20);
    expect((await Array.fromAsync(third)).at(-1)?.data.step).toBe(10);
  });

  it('go when nobody asks them for a while', async () => {
    const { server, model } = await trained({ SAMPLER_IDLE_SECONDS: '1' });
    await generate(server, model, { prompt: 'Hi' });
    await hears(server, 'ended');
    await samplersAreGone(server);
  });

  it('make way for a training', async () => {
    const { server, model } = await trained();
    await generate(server, model, { prompt: 'Hi' });
    await startTraining(server, 'plan=1;hang');
    await hears(server, 'ended');
  });

  it('answer twenty at a time', async () => {
    const { server, model } = await trained();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        generate(server, model, { prompt: `Say ${number}` }),
      ),
    );
    for (const [number, events] of answers.entries()) {
      expect(events.at(-1)?.data.samples[0].text).toContain(`I read Say ${number}\n`);
    }
    expect(heard(server).filter((line) => line.startsWith('started'))).toHaveLength(1);
  });
});

async function samplersAreGone({ home }: Pick<TestServer, 'home'>): Promise<void> {
  const { samplers } = layoutOf(home);
  await until('the folders of samplers are gone', async () => {
    return !existsSync(samplers) || (await readdir(samplers)).length === 0;
  });
}
