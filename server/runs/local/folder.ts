import { join } from 'node:path';

/** The folder of a run on this machine, and what is in it. */
export type RunFolder = ReturnType<typeof runFolder>;

/** Where everything of a run lies: a bundle that trains wherever it is taken. */
export function runFolder(home: string, runId: string) {
  return folderAt(join(home, 'runs', runId));
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
    exit: join(path, 'exit.json'),
    /** What the supervisor is to do; written by the server. */
    order: join(path, 'supervisor.json'),
    /** Held by the supervisor as long as it lives. */
    lock: join(path, 'supervisor.lock'),
    /** The trainer's process; written by the supervisor. */
    trainer: join(path, 'trainer.json'),
    /** Asks the supervisor to stop the trainer, by being there. */
    stop: join(path, 'stop'),
    /** Touched by the supervisor every few seconds. */
    heartbeat: join(path, 'heartbeat'),
  };
}
