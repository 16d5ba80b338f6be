import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach } from 'vitest';
import { z } from 'zod';

const asked = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
});

/** A request as the endpoint saw it. `content` is the last message; `attempt` counts those of the same content, from 1. */
export type Asked = {
  content: string;
  attempt: number;
  at: number;
  isReleased: boolean;
  body: Record<string, unknown>;
  authorization: string | undefined;
};

type Behaviour = (response: ServerResponse, request: Asked) => Promise<void> | void;

export type JudgeEndpoint = Awaited<ReturnType<typeof openJudgeEndpoint>>;

/** A server on loopback that speaks the OpenAI protocol. It judges by 4, and does what the prompt says: `[fault]`, one of
 * {@link FAULTS}. What holds `[hold]` is not answered until `release`,
 * which also mends `[401]` and `[down]`. */
export async function openJudgeEndpoint() {
  const requests: Asked[] = [];
  const held = new Set<() => void>();
  let isHolding = true;
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const json = await text(request);
    const content = asked.parse(JSON.parse(json)).messages.at(-1)?.content ?? '';
    const attempt = requests.filter((each) => each.content === content).length + 1;
    const { authorization } = request.headers;
    const seen = {
      content,
      attempt,
      at: Date.now(),
      isReleased: !isHolding,
      body: JSON.parse(json),
      authorization,
    };
    requests.push(seen);
    if (content.includes('[hold]') && isHolding) {
      await new Promise<void>((resolve) => held.add(resolve));
    }
    const fault = Object.entries(FAULTS).find(([name]) => content.includes(`[${name}]`));
    await (fault?.[1] ?? scored)(response, seen);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    /** Answers what waits, and whatever comes. */
    release() {
      isHolding = false;
      for (const go of held) go();
    },
    async close() {
      for (const go of held) go();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Endpoints that are closed after each test. */
export function judgeEndpointFactory() {
  const endpoints: JudgeEndpoint[] = [];
  afterEach(async () => {
    for (const endpoint of endpoints.splice(0)) await endpoint.close();
  });
  return async () => {
    const endpoint = await openJudgeEndpoint();
    endpoints.push(endpoint);
    return endpoint;
  };
}

const VERDICT = 'The steps hold.\n{"quality": 4, "why": "sound"}';

const scored: Behaviour = (response) => send(response, completion(VERDICT));

/** What an endpoint can do wrong, by the name under which a prompt asks for it. */
const FAULTS: Record<string, Behaviour> = {
  refusal: (response) =>
    send(response, completion(null, { message: { refusal: 'I will not judge this.' } })),
  'refusal in words': (response) =>
    send(response, completion("I'm sorry, I can't help with that.")),
  filter: (response) => send(response, completion('', { finish_reason: 'content_filter' })),
  'filter of the prompt': (response) =>
    send(response, { error: { message: 'flagged', code: 'content_filter' } }, 400),
  nonsense: (response) => send(response, completion('Seven, I should think, or a lemon.')),
  'wrong JSON': (response) => send(response, completion('{"quality": 4')),
  'out of range': (response) => send(response, completion('{"quality": 40}')),
  'cut off': (response) =>
    send(response, completion('{"quality": 4}', { finish_reason: 'length' })),
  empty: (response) => send(response, completion('')),
  huge: (response) => send(response, completion('x'.repeat(5 * 2 ** 20))),
  'no choices': (response) => send(response, { ...completion(VERDICT), choices: [] }),
  'not JSON': (response) => void response.end('{"choices": ['),
  'wrong content type': (response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>'),
  'JSON as text': (response) =>
    void response
      .writeHead(200, { 'content-type': 'text/plain' })
      .end(JSON.stringify(completion(VERDICT))),
  'error in 200': (response) => send(response, { error: { message: 'no provider', code: 502 } }),
  silence: () => {},
  drip: async (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    while (!response.destroyed) {
      response.write(' ');
      await delay(50);
    }
  },
  reset: (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    response.write('{"choices": [', () => response.destroy());
  },
  'reset once': (response, request) =>
    request.attempt === 1 ? void response.destroy() : scored(response, request),
  '500 once': (response, request) =>
    request.attempt === 1 ? send(response, { error: 'oh' }, 500) : scored(response, request),
  '500': (response) => send(response, { error: { message: 'oh' } }, 500),
  '400': (response, { authorization }) =>
    send(response, { error: { message: `bad request of ${authorization}` } }, 400),
  '401': (response, request) =>
    request.isReleased
      ? scored(response, request)
      : send(response, { error: { message: 'who are you' } }, 401),
  down: (response, request) =>
    request.isReleased ? scored(response, request) : send(response, {}, 400),
  redirect: (response) =>
    void response.writeHead(307, { location: 'http://127.0.0.1:1/elsewhere' }).end(),
  '429 once': (response, request) =>
    request.attempt === 1
      ? send(response, { error: { message: 'slow down' } }, 429, { 'retry-after': '1' })
      : scored(response, request),
  '429 for long': (response) =>
    send(response, { error: { message: 'tomorrow' } }, 429, { 'retry-after': '86400' }),
};

function completion(
  content: string | null,
  { finish_reason = 'stop', message = {} }: { finish_reason?: string; message?: object } = {},
) {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    choices: [{ index: 0, finish_reason, message: { role: 'assistant', content, ...message } }],
    usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
  };
}

function send(response: ServerResponse, body: object, status = 200, headers: object = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(body));
}
