import { keptSteps } from '../checkpoints/copy.ts';
import type { Origin } from '../checkpoints/start.ts';
import { InvalidStateError } from '../errors.ts';
import { runFolder } from '../home/layout.ts';
import {
  type ManifestContent,
  type ModelParts,
  modelPartsOf,
  promptOf,
} from '../manifests/content.ts';
import { storedManifest } from '../manifests/stored.ts';
import { trainingInput } from '../manifests/training.ts';
import { originOfModel } from '../models/origin.ts';
import type { RunContext } from '../runs/context.ts';
import { getRun } from '../runs/get.ts';
import { type EvaluationSubject, LOADED_BY } from './input.ts';

/** A model to evaluate: what makes it, and the checkpoints, where it is one that was trained here. */
export type Subject = {
  parts: ModelParts;
  prompt: Pick<ManifestContent['prompt'], 'template' | 'reasoning'>;
  origin: Origin | null;
  /** The training, and the version of a registered model, that the checkpoints are of. */
  runId: string | null;
  modelVersionId: string | null;
};

type Context = Pick<RunContext, 'database' | 'settings' | 'homeId'>;

/** @throws NotFoundError for a run or a model that is not there, InvalidStateError for one that keeps no checkpoints here */
export async function findSubject(context: Context, subject: EvaluationSubject): Promise<Subject> {
  if (subject.model != null) return registeredModel(context, subject.model, subject.steps);
  if (subject.runId != null) return checkpointsOf(context, subject.runId, subject.steps);
  return modelAsItComes(subject);
}

async function checkpointsOf(
  context: Context,
  runId: string,
  wanted: number[] | null | undefined,
): Promise<Subject> {
  const run = await getRun(context.database, runId);
  if (run.kind !== 'SFT' || run.mode !== 'LOCAL') {
    throw new InvalidStateError(`Expected a training, got the run ${run.id}, which trains nothing`);
  }
  if (run.home !== context.homeId) {
    throw new InvalidStateError(
      `The checkpoints of the run ${run.id} are on another server, that of the data folder whose \`id\` is ${run.home}. Evaluate it there.`,
    );
  }
  const { path: folder, checkpoints } = runFolder(context.settings.TUNIX_RT_HOME, run.id);
  const kept = await keptSteps(checkpoints);
  const steps = [...new Set(wanted ?? [0, ...kept])].sort((a, b) => a - b);
  if (kept.length === 0 && steps.some((step) => step > 0)) {
    throw new InvalidStateError(
      `The run ${run.id} keeps no checkpoint: there is its base alone, as step 0`,
    );
  }
  return {
    ...partsOf(run.configuration),
    origin: { runId: run.id, folder, name: `The run ${run.name}`, steps },
    runId: run.id,
    modelVersionId: null,
  };
}

async function registeredModel(
  context: Context,
  reference: string,
  wanted: number[] | null | undefined,
): Promise<Subject> {
  const { version, origin } = await originOfModel(context, reference);
  const steps = [...new Set(wanted ?? origin.steps)].sort((a, b) => a - b);
  return {
    ...partsOf(version.configuration),
    origin: { ...origin, steps },
    runId: version.runId,
    modelVersionId: version.id,
  };
}

function partsOf(configuration: Parameters<typeof storedManifest>[0]) {
  const { model, seed, lora, mesh, source, prompt } = storedManifest(configuration);
  return { parts: { model, seed, lora, mesh, source }, prompt };
}

function modelAsItComes(subject: EvaluationSubject): Subject {
  const given = Object.entries(subject).filter(([name]) => LOADED_BY.includes(name));
  const model = {
    modelId: subject.modelId ?? '',
    training: trainingInput.parse(Object.fromEntries(given)),
  };
  return {
    parts: modelPartsOf(model),
    prompt: promptOf(model),
    origin: null,
    runId: null,
    modelVersionId: null,
  };
}
