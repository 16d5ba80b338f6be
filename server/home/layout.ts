import { join } from 'node:path';

export function layoutOf(home: string) {
  return {
    lock: join(home, 'lock'),
    id: join(home, 'id'),
    runs: join(home, 'runs'),
    exports: join(home, 'exports'),
    imports: join(home, 'imports'),
    /** The files of registered models, a folder a version. */
    models: join(home, 'models'),
    /** What the models that answer prompts are loaded from, a folder each; of no use to another server. */
    samplers: join(home, 'samplers'),
    /** Where JAX keeps what it compiled, for all runs. */
    compiled: join(home, 'compiled'),
    database: join(home, 'tunix-rt.db'),
  };
}

/** Where the files of a version of a registered model lie. */
export function modelFolder(home: string, versionId: string): string {
  return join(layoutOf(home).models, versionId);
}

/** Where the file of an export lies; `folder` is named by what the file holds. */
export function exportPath(
  home: string,
  { folder, filename }: { folder: string; filename: string },
): string {
  return join(layoutOf(home).exports, folder, filename);
}

/** Ends the name of what a stopped server may leave unfinished; no other file's name ends in it. */
export const UNFINISHED = { export: '.partial', import: '.import', model: '.partial' };

const DELETED = '.deleted';

/** Where the folder of a run, or of one of its checkpoints, lies while it is removed: beside the runs, so that it gets there
 * at once. */
export function deletedFolder(home: string, runId: string, step?: number): string {
  const name = step === undefined ? runId : `${runId}@${step}`;
  return join(layoutOf(home).runs, `${name}${DELETED}`);
}

/** What a folder of that kind is of, by its name; null for every other. */
export function readDeletedFolder(name: string): { runId: string; step: number | null } | null {
  if (!name.endsWith(DELETED)) return null;
  const [runId = '', step] = name.slice(0, -DELETED.length).split('@');
  return { runId, step: step === undefined ? null : Number(step) };
}

export type RunFolder = ReturnType<typeof runFolder>;

export function runFolder(home: string, runId: string) {
  return folderAt(join(layoutOf(home).runs, runId));
}

export function folderAt(path: string) {
  return {
    path,
    manifest: join(path, 'manifest.yaml'),
    datasets: join(path, 'datasets'),
    stdout: join(path, 'stdout.log'),
    stderr: join(path, 'stderr.log'),
    events: join(path, 'events.jsonl'),
    /** What an evaluation's model wrote, one sample a line. */
    samples: join(path, 'samples.jsonl'),
    checkpoints: join(path, 'checkpoints'),
    tokenizer: join(path, 'tokenizer'),
    /** The checkpoints and the tokenizer that the run starts from. */
    start: join(path, 'start'),
    /** What an evaluation writes as it goes. */
    drawn: [join(path, 'samples.jsonl'), join(path, 'losses.jsonl')],
    /** What was measured of the checkpoints, by the metric that tells the best. */
    measured: join(path, 'measured.json'),
    settled: [
      join(path, 'resume.json'),
      join(path, 'measured.json'),
      join(path, 'probe.jsonl'),
      join(path, 'tokenizer'),
    ],
    /** The rows that training would drop, one JSON record a line; absent when there are none. */
    dropped: join(path, 'dropped.jsonl'),
    exit: join(path, 'exit.json'),
    order: join(path, 'supervisor.json'),
    lock: join(path, 'supervisor.lock'),
    trainer: join(path, 'trainer.json'),
    /** Asks the supervisor to stop the trainer, by being there. */
    stop: join(path, 'stop'),
    /** Touched by the supervisor every few seconds. */
    heartbeat: join(path, 'heartbeat'),
  };
}
