import { requireKept } from '../checkpoints/start.ts';
import { endable } from '../endable.ts';
import { ExpectedError, InvalidStateError } from '../errors.ts';
import type { EvaluationSubject } from '../evaluations/input.ts';
import { findSubject } from '../evaluations/subject.ts';
import { requireTunix } from '../runs/start.ts';
import type { PlaygroundContext } from './context.ts';
import type { GenerationEvent } from './event.ts';
import { type GenerateInput, samplingOf } from './input.ts';
import { prepareSampler, type TrainedSubject } from './prepare.ts';

/** Who is asked: a checkpoint of a training, or a registered model. */
export type Asked = { runId: string; step: number } | { model: string };

/** Looks at what is asked of whom; what it answers then begins to generate, until it is left or the signal comes.
 * @throws NotFoundError, InvalidStateError for who can't be asked, TunixUnavailableError */
export async function prepareGeneration(
  context: PlaygroundContext,
  asked: Asked,
  input: GenerateInput,
): Promise<(signal: AbortSignal) => AsyncGenerator<GenerationEvent>> {
  const { subject, step } = await findAsked(context, asked);
  const key = keyOf(subject, step);
  if (context.samplers.state(key) !== 'there') await requireTunix(context);
  const steps = input.withBase ? [...new Set([0, step])] : [step];
  return (signal) =>
    endable(AbortSignal.any([signal, context.signal]), (ending) =>
      generate(context, { subject, key, steps, input }, ending),
    );
}

async function findAsked(
  context: PlaygroundContext,
  asked: Asked,
): Promise<{ subject: TrainedSubject; step: number }> {
  const { origin, ...rest } = await findSubject(context, subjectOf(asked));
  const step = 'step' in asked ? asked.step : origin?.steps.at(-1);
  if (!origin || step === undefined) {
    throw new InvalidStateError('Expected a model that was trained here');
  }
  // The base is loaded anyway, and what was trained has its form.
  const subject = { ...rest, origin: { ...origin, steps: [...new Set([0, step])] } };
  await requireKept(subject.origin);
  return { subject, step };
}

function subjectOf(asked: Asked): EvaluationSubject {
  return 'runId' in asked ? { runId: asked.runId, steps: [asked.step] } : { model: asked.model };
}

function keyOf({ modelVersionId, runId }: TrainedSubject, step: number): string {
  return modelVersionId === null ? `run ${runId} ${step}` : `model ${modelVersionId}`;
}

type Work = { subject: TrainedSubject; key: string; steps: number[]; input: GenerateInput };

async function* generate(
  context: PlaygroundContext,
  { subject, key, steps, input }: Work,
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent> {
  const { samplers } = context;
  yield { kind: 'asked', steps };
  if (samplers.state(key) === 'full') yield { kind: 'phase', phase: 'waiting' };
  try {
    const start = () => prepareSampler(context, subject);
    const { sampler, release } = await samplers.lease(key, { start, signal });
    try {
      const { prompt, context: turns } = input;
      const asked = { prompt, ...(turns ? { context: turns } : {}), sampling: samplingOf(input) };
      yield* sampler.ask(
        steps.map((step) => ({ step, ...asked })),
        signal,
      );
    } finally {
      release();
    }
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof ExpectedError)) throw error;
    yield { kind: 'error', step: null, code: error.code, message: error.message };
  }
}
