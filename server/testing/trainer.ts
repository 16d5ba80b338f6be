#!/usr/bin/env node
// Stands in for a Python with google-tunix. Asked for its status, it says that Tunix is there. Asked to
// train, it does what the manifest's model id says: `fixture/` and actions with their arguments, such as
// `fixture/plan=3;steps=3;hang`. Another model does what `training.script` in the data folder says, if that
// is there; an evaluation what `evaluate.script` says, an export what `export.script` says. After the last action it is done.
import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import { answerPrompts } from './sampler.ts';

const STDOUT = 1;
const STDERR = 2;
const PIECE = 65_536;
const FOREVER = 2 ** 31 - 1;

const OUTCOMES: Record<string, string> = {
  c: 'correct',
  w: 'wrong',
  n: 'no_answer',
  x: 'cut_off',
  e: 'error',
};

const actions: Record<string, (...args: string[]) => unknown> = {
  phase: (name) => tell({ kind: 'phase', name }),
  plan: (steps) =>
    tell({ kind: 'plan', max_steps: Number(steps), records: 8, dropped: {}, remainder: 0 }),
  metric: (name, step, value) =>
    tell({
      kind: 'metric',
      name,
      step: Number(step),
      value: Number.isFinite(Number(value)) ? Number(value) : value,
    }),
  /** A loss at each step from 0 on. */
  values(...values) {
    for (const [step, value] of values.entries())
      tell({ kind: 'metric', name: 'train/loss', step, value: Number(value) });
  },
  /** Samples of steps, as an evaluation draws them: of a question a letter each, `c w n x e` for its outcome. */
  async samples(...steps) {
    const [outcomes = '', ...drawn] = steps;
    const rows = outcomes.split('.');
    const total = rows.join('').length * drawn.length;
    tell({
      kind: 'plan_evaluation',
      rows: rows.length,
      left_out: {},
      steps: drawn.map(Number),
      samples: rows[0]?.length ?? 0,
      total,
    });
    tell({ kind: 'oracle', rows: rows.length, correct: rows.length, failures: [] });
    for (const [place, step] of drawn.entries()) {
      tell({ kind: 'evaluating', step: Number(step) });
      const lines = rows.flatMap((row, number) => sampleLines(Number(step), number, row));
      appendFileSync('samples.jsonl', lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      tell({ kind: 'progress', step: lines.length * (place + 1), max_steps: total });
      tell({
        kind: 'evaluated',
        step: Number(step),
        samples: lines.length,
        seconds: 2,
        tokens: 10,
        expected_loss: 12,
        expected_tokens: 4,
      });
      await setImmediate();
    }
  },
  /** As many samples of the base as rows times samples, of rows that are each as hard as they are, with answers as long as
   * those of people's questions. */
  async drawn(rowCount, sampleCount, seed = '1') {
    const [rows, perRow] = [Number(rowCount), Number(sampleCount)];
    let state = Number(seed);
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    tell({
      kind: 'plan_evaluation',
      rows,
      left_out: {},
      steps: [0],
      samples: perRow,
      total: rows * perRow,
    });
    tell({ kind: 'evaluating', step: 0 });
    for (let row = 0; row < rows; row++) {
      const ease = ((row * 7_919) % 1_000) / 1_000;
      const letters = Array.from({ length: perRow }, () =>
        random() < ease ? 'c' : random() < 0.9 ? 'w' : 'x',
      ).join('');
      const lines = sampleLines(0, row, letters).map((line) => ({
        ...line,
        tokens: Math.floor(random() * 400),
        mean_logprob: -random(),
        completion: `${'One more step of the reasoning. '.repeat(15)}${line.completion}`,
      }));
      appendFileSync('samples.jsonl', lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      if (row % 100 === 0) await setImmediate();
    }
    tell({ kind: 'evaluated', step: 0, samples: rows * perRow, seconds: 1 });
  },
  fail: (error, hint) => tell({ kind: 'failed', error, hint: hint ?? null }),
  tell: (json = '') => tell(JSON.parse(json)),
  /** Steps, with all that the launcher tells and prints of one. */
  async steps(count, first = '1') {
    for (let step = Number(first); step < Number(first) + Number(count); step++) {
      tell({ kind: 'progress', step, max_steps: planned });
      tell({ kind: 'metric', name: 'train/loss', step, value: 4 / step });
      print(STDOUT, `Step ${step}: loss ${(4 / step).toFixed(4)}\n`);
      await setImmediate();
    }
  },
  /** Steps that go on after the last, with lines on both streams, and a pause in milliseconds after each. */
  async stretch(count, pause) {
    for (let left = Number(count); left > 0; left--) {
      const step = lastStep + 1;
      tell({ kind: 'metric', name: 'train/loss', step, value: step / 8 });
      if (step % 5 === 0) tell({ kind: 'metric', name: 'eval/loss', step, value: step / 4 });
      tell({ kind: 'progress', step, max_steps: planned });
      print(STDOUT, `step ${step}\nstep ${step} is done\n`);
      print(STDERR, `step ${step} was slow\n`);
      await delay(Number(pause));
    }
  },
  /** Steps of a training as it looks: losses that fall and waver, a learning rate, lines in colour. */
  async curve(count, jitter = '0.1') {
    const last = Number(count);
    tell({ kind: 'phase', name: 'training' });
    tell({ kind: 'plan', max_steps: last, records: 120, dropped: { too_long: 2 }, remainder: 0 });
    for (let step = 1; step <= last; step++) {
      const loss = 0.4 + 3.2 * Math.exp(-step / 40) + Number(jitter) * Math.sin(step * 12.9898);
      const metrics: [string, number][] = [
        ['train/loss', loss],
        ['train/perplexity', Math.exp(loss)],
        ['train/learning_rate', 0.005 * Math.min(step / 10, Math.cos((step / last) * 1.57))],
      ];
      if (step % 15 === 0) metrics.push(['eval/loss', 0.55 + 3.1 * Math.exp(-step / 42)]);
      for (const [name, value] of metrics) tell({ kind: 'metric', name, step, value });
      tell({ kind: 'progress', step, max_steps: last });
      print(STDOUT, `\u001b[36mStep ${step}/${last}\u001b[0m loss ${loss.toFixed(4)}\n`);
      if (step % 50 === 0) print(STDERR, `\u001b[33mWARNING\u001b[0m step ${step} was slow\n`);
      await setImmediate();
    }
  },
  checkpoint(step = '') {
    const path = `checkpoints/${step}`;
    mkdirSync(`${path}/model_params`, { recursive: true });
    writeFileSync(`${path}/model_params/weights`, `weights at ${step}`);
    writeFileSync(`${path}/_CHECKPOINT_METADATA`, '{"commit_timestamp_nsecs":1}');
    tell({
      kind: 'checkpoint',
      step: Number(step),
      path,
      lora: true,
      parameters: 7,
      size_bytes: 30,
    });
  },
  /** The best checkpoint by a metric of which less is better, told and remembered. */
  best(metric, step = '', value = '') {
    const before = existsSync('measured.json') ? readFileSync('measured.json', 'utf8') : '{}';
    const values = { ...JSON.parse(before).values, [step]: Number(value) };
    writeFileSync('measured.json', JSON.stringify({ metric, less_is_better: true, values }));
    tell({ kind: 'best', metric, step: Number(step), value: Number(value) });
  },
  /** Where its time has gone: seconds of steps, and of the start. */
  times(step, start = '0') {
    tell({
      kind: 'throughput',
      step: lastStep,
      tokens: 60,
      computed_tokens: 80,
      seconds: { start: Number(start), step: Number(step) },
    });
  },
  /** What a run settles once and a resumed one takes over. */
  settle() {
    writeFileSync('resume.json', '{"seed":0}\n');
    mkdirSync('tokenizer', { recursive: true });
    writeFileSync('tokenizer/tokenizer.json', '{}\n');
  },
  /** Numbered lines as fast as they are taken, on `both` each on one stream and then the other; or with
   * a pause in milliseconds after every 64 KB. */
  async lines(count, stream = 'stdout', pause = '0') {
    const files = { stdout: [STDOUT], stderr: [STDERR] }[stream] ?? [STDOUT, STDERR];
    const line = (number: number) => `line ${number}\n`;
    await inPieces(Number(count), line, async (piece) => {
      for (const file of files) print(file, piece);
      await (pause === '0' ? setImmediate() : delay(Number(pause)));
    });
  },
  async points(count) {
    const line = (step: number) =>
      eventLine({ kind: 'metric', name: 'train/loss', step, value: step / 8 });
    await inPieces(Number(count), line, async (piece) => {
      writeSync(events(), piece);
      await setImmediate();
    });
  },
  /** Steps with four metrics that waver from one to the next, as fast as they are taken. */
  async waves(count) {
    const line = (step: number) =>
      wavesAt(step)
        .map(([name, value]) => eventLine({ kind: 'metric', name, step, value }))
        .join('');
    await inPieces(Number(count), line, async (piece) => {
      writeSync(events(), piece);
      await setImmediate();
    });
  },
  /** Seconds of a lively training, each in so many milliseconds: ten lines, four metrics, a step. */
  async seconds(count, pause, first = '1') {
    for (let second = Number(first); second < Number(first) + Number(count); second++) {
      tell({ kind: 'progress', step: second, max_steps: planned });
      for (const [name, value] of wavesAt(second))
        tell({ kind: 'metric', name, step: second, value });
      for (let line = 0; line < 10; line++)
        print(STDOUT, `\u001b[36mStep ${second}\u001b[0m part ${line} of ten is done\n`);
      await delay(Number(pause));
    }
  },
  /** Lines that say when they are printed, in milliseconds, with a pause after each. */
  async clock(count, pause) {
    for (let left = Number(count); left > 0; left--) {
      print(STDOUT, `${performance.timeOrigin + performance.now()}\n`);
      await delay(Number(pause));
    }
  },
  async wide(count, bytes) {
    const text = 'x'.repeat(Number(bytes));
    await inPieces(
      Number(count),
      () => `${text}\n`,
      async (piece) => {
        print(STDOUT, piece);
        await setImmediate();
      },
    );
  },
  empty: (count) => print(STDOUT, '\n'.repeat(Number(count))),
  /** A line of so many bytes, without its end. */
  giant: (bytes) => print(STDOUT, 'x'.repeat(Number(bytes))),
  bytes: (base64 = '', stream = 'stdout') =>
    print(stream === 'stdout' ? STDOUT : STDERR, Buffer.from(base64, 'base64')),
  /** Puts what is no file in the place of one: a link, a folder or a pipe. */
  replace(name = '', kind) {
    rmSync(name);
    if (kind === 'link') symlinkSync('manifest.yaml', name);
    else if (kind === 'folder') mkdirSync(name);
    else execFileSync('mkfifo', [name]);
  },
  say: (text) => print(STDOUT, `${text}\n`),
  environment: () => print(STDOUT, `${JSON.stringify(Object.keys(process.env).sort())}\n`),
  /** Waits until a file of that name is in the run's folder. */
  async wait(name = '') {
    while (!existsSync(name)) await delay(10);
  },
  hang: () => delay(FOREVER),
  /** Leaves a process behind that holds the output open; `escaped` from the group of processes. */
  leave(kind) {
    const child = spawn('sleep', ['600'], { stdio: 'inherit', detached: kind === 'escaped' });
    print(STDOUT, `left ${child.pid}\n`);
  },
  deaf: () => process.on('SIGTERM', () => {}).off('SIGTERM', stop),
  exit: (code) => process.exit(Number(code)),
  kill: (signal) => process.kill(process.pid, signal),
};

let planned: number | null = null;
let lastStep = 0;
let eventsFile: number | undefined;

const [, , script = '', ...rest] = process.argv;
if (script.endsWith('probe.py')) {
  print(STDOUT, '{"version":"0.1.7","devices":["TFRT_CPU_0"],"device_problem":null}\n');
} else if ([script, ...rest].join(' ') === '-u train.py --config manifest.yaml') {
  process.on('SIGTERM', stop);
  await train();
} else if ([script, ...rest].join(' ').startsWith('-B -m tunix_rt_launcher.sampler --config ')) {
  await answerPrompts(rest.at(-1) ?? '');
} else {
  throw new Error(
    `Expected a probe, a training or a sampler, got ${process.argv.slice(2).join(' ')}`,
  );
}

async function train() {
  const manifest = readFileSync('manifest.yaml', 'utf8');
  const [, mode = 'sft'] = /^mode: "?(\w+)/m.exec(manifest) ?? [];
  const [, ofModel] = /model_id: "?fixture\/([^"\n]*)/.exec(manifest) ?? [];
  const text = mode === 'sft' ? (ofModel ?? scriptOfHome('training')) : scriptOfHome(mode);
  const saved = existsSync('checkpoints') ? readdirSync('checkpoints').map(Number) : [];
  if (saved.length > 0) tell({ kind: 'resumed', step: Math.max(...saved) });
  for (const action of text.split(';').filter(Boolean)) {
    const [, name = '', argument] = /^(\w+)(?:=(.*))?$/.exec(action) ?? [];
    const perform = actions[name];
    if (!perform) throw new Error(`Expected an action, got ${action}`);
    await perform(...(argument?.split(',').map(decodeURIComponent) ?? []));
  }
  tell({ kind: 'done', step: lastStep });
  process.exit(0);
}

function scriptOfHome(name: string): string {
  const script = `../../${name}.script`;
  return existsSync(script) ? readFileSync(script, 'utf8') : '';
}

function stop() {
  tell({ kind: 'cancelled', step: lastStep });
  print(STDOUT, `Cancelled at step ${lastStep}\n`);
  process.exit(143);
}

function tell(event: { kind: string; [field: string]: unknown }) {
  if (event.kind === 'plan') planned = Number(event['max_steps']);
  if (event.kind === 'progress') lastStep = Number(event['step']);
  writeSync(events(), eventLine(event));
}

function sampleLines(step: number, row: number, letters: string) {
  return [...letters].map((letter, index) => ({
    step,
    row,
    id: null,
    index,
    prompt_digest: '0'.repeat(64),
    completion: `Reasoning ${step}.${row}.${index}\nAnswer: ${letter}`,
    finish: letter === 'x' ? 'length' : 'stop',
    tokens: 5 + index,
    answer: 'cw'.includes(letter) ? letter : null,
    outcome: OUTCOMES[letter],
    score: { c: 1, e: null }[letter] ?? 0,
    reason: `It is ${OUTCOMES[letter]}`,
    mean_logprob: -0.5 - index,
    same_as: 'cw'.includes(letter) ? letters.indexOf(letter) : null,
  }));
}

function wavesAt(step: number): [name: string, value: number][] {
  const wave = (speed: number) => 2 + Math.cos(step / 9_000) + 0.4 * Math.sin(step * speed);
  return [
    ['train/loss', wave(12.9898)],
    ['eval/loss', wave(78.233)],
    ['train/perplexity', Math.exp(wave(37.719))],
    ['train/learning_rate', wave(4.581) / 1_000],
  ];
}

function eventLine(event: object): string {
  return `${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`;
}

function events(): number {
  eventsFile ??= openSync('events.jsonl', 'a');
  return eventsFile;
}

function print(file: number, text: string | Buffer) {
  for (let rest = Buffer.from(text); rest.length > 0; ) rest = rest.subarray(writeSync(file, rest));
}

/** Writes numbered lines in pieces of some size, between which signals can be heard. */
async function inPieces(
  count: number,
  line: (number: number) => string,
  write: (piece: string) => Promise<void>,
) {
  let piece = '';
  for (let number = 1; number <= count; number++) {
    piece += line(number);
    if (piece.length < PIECE && number < count) continue;
    await write(piece);
    piece = '';
  }
}
