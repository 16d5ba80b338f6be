import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runFolder } from '../../home/layout.ts';
import { describeOnEachDatabase } from '../../testing/testServer.ts';
import {
  type Asked,
  ended,
  linesOf,
  pointsOf,
  printed,
  releaseTrainer,
  runOf,
  startTraining,
  textsOf,
  trainingFactory,
} from '../../testing/training.ts';
import { until } from '../../testing/until.ts';

describeOnEachDatabase('What a trainer prints', (openServer) => {
  const open = trainingFactory(openServer);

  it.for<[string, Buffer, string[]]>([
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('é '), Buffer.of(0xff, 0xc3, 0x28, 0xa0), Buffer.from(' 𝄞\n')]),
      ['é \ufffd\ufffd(\ufffd 𝄞'],
    ],
    ['NUL characters', Buffer.from('a\0b\n'), ['a\u2400b']],
    [
      'ANSI codes',
      Buffer.from('\x1b[31mred\x1b[0m\n\x1b[2K\x1b[1Gx\n'),
      ['\x1b[31mred\x1b[0m', '\x1b[2K\x1b[1Gx'],
    ],
    [
      'progress bars',
      Buffer.from(' 0%\r50%\r99%\rdone\n\r1/2\r'),
      [' 0%\r', '50%\r', '99%\r', 'done', '\r', '1/2\r'],
    ],
    ["Windows' line ends", Buffer.from('a\r\nb\r\n\r\n'), ['a', 'b', '']],
    ['empty lines', Buffer.from('\n\na\n\n'), ['', '', 'a', '']],
    ['a last line without its end', Buffer.from('a\nb'), ['a', 'b']],
    ['nothing', Buffer.of(), []],
  ])('may have %s', async ([, bytes, expected]) => {
    const server = await open();
    const id = await startTraining(server, `bytes=${bytes.toString('base64')}`);
    expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED' });
    expect(await textsOf(server, id)).toEqual(expected);
    expect(await rawLog(server, id, 'stdout')).toEqual(bytes);
  });

  it.for(['link', 'folder', 'pipe'])(
    'is kept up to where it puts a %s in its place, which nobody reads',
    async (kind) => {
      const server = await open();
      const id = await startTraining(
        server,
        `say=before;wait=on;replace=stdout.log,${kind};metric=train/loss,1,2;say=after`,
      );
      await printed(server, id, 'before');
      await releaseTrainer(server, id, 'on');
      expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED', stdout: 'before\n' });
      const [first, ...others] = await textsOf(server, id);
      expect(first).toBe('before');
      expect(others.join()).not.toContain('model_id');
      expect(await pointsOf(server, id)).toMatchObject([{ step: 1, value: 2 }]);
    },
  );

  it('may be a line of 10 MB without its end, before an instant exit', async () => {
    const server = await open();
    const id = await startTraining(server, 'say=first;giant=10485760;exit=0');
    expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED', logLineCount: 2 });
    const [first, giant] = await textsOf(server, id);
    expect(first).toBe('first');
    expect(giant?.length).toBe(10_485_760);
    expect(giant?.replaceAll('x', '')).toBe('');
  });

  it('may be 300 lines before an instant exit', async () => {
    const server = await open();
    const id = await startTraining(server, 'lines=300;exit=0');
    expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED', logLineCount: 300 });
    expect(await textsOf(server, id)).toEqual(numbered(300));
  });

  it('may come on both streams as fast as it is taken, and each stays in order', async () => {
    const server = await open();
    const id = await startTraining(server, 'lines=100000,both');
    expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED', logLineCount: 200_000 });
    const lines = await linesOf(server, id);
    expect(lines.every(({ seq }, index) => seq === index + 1)).toBe(true);
    for (const stream of ['STDOUT', 'STDERR'] as const) {
      const texts = lines.filter((line) => line.stream === stream).map(({ text }) => text);
      expect(texts.join('\n') === numbered(100_000).join('\n')).toBe(true);
    }
    const run = await runOf(server, id);
    const bytes = Buffer.byteLength(`${numbered(100_000).join('\n')}\n`);
    for (const output of [run.stdout, run.stderr]) {
      expect(output.split('\n', 1)).toEqual([
        `[... ${bytes - 10_240} bytes cut, the last 10240 follow ...]`,
      ]);
      expect(output.endsWith('\nline 99999\nline 100000\n')).toBe(true);
    }
  });

  it('may be half a million empty lines', async () => {
    const server = await open();
    const id = await startTraining(server, 'empty=500000;say=last');
    expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED', logLineCount: 500_001 });
    const { run } = await server.data(
      'query ($id: ID!) { run(id: $id) { log(after: 499999, first: 5) { lines { seq text } } } }',
      { id },
    );
    expect(run.log.lines).toEqual([
      { seq: 500_000, text: '' },
      { seq: 500_001, text: 'last' },
    ]);
  });

  it('while no server is there to read it is stored by the next, a giant line too', async () => {
    const server = await open();
    const id = await startTraining(server, 'say=first;wait=on;giant=12000000;say=;lines=20000');
    await printed(server, id, 'first');
    const { exit } = runFolder(server.home, id);
    await server.restart(async () => {
      await releaseTrainer(server, id, 'on');
      await until('the trainer has ended', () => existsSync(exit));
    });
    expect(await ended(server, id)).toMatchObject({ status: 'COMPLETED', logLineCount: 20_002 });
    const [, giant, ...rest] = await textsOf(server, id);
    expect(giant?.length).toBe(12_000_000);
    expect(rest).toEqual(numbered(20_000));
  });
});

/** The whole output as it is to be downloaded. */
async function rawLog(server: Asked, id: string, stream: string): Promise<Buffer> {
  const response = await server.fetch(`/runs/${id}/log?stream=${stream}`);
  return Buffer.from(await response.arrayBuffer());
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `line ${index + 1}`);
}
