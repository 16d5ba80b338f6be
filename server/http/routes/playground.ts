import { z } from 'zod';
import { ADDRESSES } from '../../addresses.ts';
import { numberInText, parse } from '../../parse.ts';
import type { GenerationEvent } from '../../playground/event.ts';
import { type Asked, prepareGeneration } from '../../playground/generate.ts';
import { generateInput } from '../../playground/input.ts';
import { eventStream, type ServerSentEvent } from '../eventStream.ts';
import type { Call, Route } from '../plugins/routes.ts';
import { readJson } from '../readJson.ts';

const step = numberInText(z.int().min(0));

export const playgroundRoutes: Route[] = [
  {
    method: 'POST',
    path: ADDRESSES.generateWithModel,
    handle: (request, call) => answer(request, call, { model: call.params['reference'] ?? '' }),
  },
  {
    method: 'POST',
    path: ADDRESSES.generateWithCheckpoint,
    handle: (request, call) =>
      answer(request, call, {
        runId: call.params['id'] ?? '',
        step: parse(step, call.params['step'], ['step']),
      }),
  },
];

async function answer(request: Request, { application }: Call, asked: Asked): Promise<Response> {
  const body = await readJson(request, { maxBytes: application.settings.TRACE_MAX_BYTES });
  if (body instanceof Response) return body;
  const input = parse(generateInput, body.value);
  const generate = await prepareGeneration(application, asked, input);
  return eventStream(request.signal, (signal) => eventsOf(generate(signal)));
}

async function* eventsOf(events: AsyncIterable<GenerationEvent>): AsyncGenerator<ServerSentEvent> {
  for await (const { kind, ...data } of events) yield { event: kind, data };
}
