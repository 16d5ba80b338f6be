import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { copyStart } from '../checkpoints/start.ts';
import type { Subject } from '../evaluations/subject.ts';
import { folderAt, layoutOf } from '../home/layout.ts';
import { newId } from '../ids.ts';
import { START_PATH } from '../manifests/checkpointStart.ts';
import { samplerManifest } from '../manifests/sampler.ts';
import { toYaml } from '../manifests/yaml.ts';
import type { PlaygroundContext } from './context.ts';
import { type Sampler, startSampler } from './sampler.ts';

/** A subject that was trained here. */
export type TrainedSubject = Subject & { origin: NonNullable<Subject['origin']> };

/** Starts a sampler of a subject on files of its own, which go with it: those of the subject may be removed meanwhile.
 * @throws InvalidStateError where a checkpoint is not kept any more */
export async function prepareSampler(
  { database, settings, signal }: PlaygroundContext,
  { parts, prompt, origin, runId }: TrainedSubject,
): Promise<Sampler> {
  const { samplers, compiled } = layoutOf(settings.TUNIX_RT_HOME);
  const folder = folderAt(join(samplers, newId()));
  const remove = () => rm(folder.path, { recursive: true, force: true });
  try {
    await mkdir(folder.path, { recursive: true });
    const start = {
      run: runId ?? origin.name,
      steps: origin.steps,
      path: START_PATH,
      digest: await copyStart({ database }, { origin, to: folder.start }),
    };
    await writeFile(folder.manifest, toYaml(samplerManifest({ parts, prompt, start })));
    const sampler = startSampler({
      python: settings.TUNIX_PYTHON,
      manifest: resolve(folder.manifest),
      compiled: resolve(compiled),
      signal,
    });
    return { ...sampler, ended: sampler.ended.finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
