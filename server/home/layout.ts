import { join } from 'node:path';

export function layoutOf(home: string) {
  return {
    lock: join(home, 'lock'),
    id: join(home, 'id'),
    runs: join(home, 'runs'),
    exports: join(home, 'exports'),
    imports: join(home, 'imports'),
    /** Where JAX keeps what it compiled, for all runs. */
    compiled: join(home, 'compiled'),
    database: join(home, 'tunix-rt.db'),
  };
}

/** Where the file of an export lies; `folder` is named by what the file holds. */
export function exportPath(
  home: string,
  { folder, filename }: { folder: string; filename: string },
): string {
  return join(layoutOf(home).exports, folder, filename);
}

/** Ends the name of what a stopped server may leave unfinished; no other file's name ends in it. */
export const UNFINISHED = { export: '.partial', import: '.import' };

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
    checkpoints: join(path, 'checkpoints'),
    settled: [join(path, 'resume.json'), join(path, 'tokenizer')],
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
