import { z } from 'zod';

/** What a supervisor is to run: `supervisor.json`. */
export const supervisorOrder = z.object({
  command: z.string(),
  arguments: z.array(z.string()),
  /** How long the trainer may take, in milliseconds; null is as long as it needs. */
  timeout: z.number().nullable(),
  /** How long it may take to end after SIGTERM, in milliseconds. */
  gracePeriod: z.number(),
});

export type SupervisorOrder = z.output<typeof supervisorOrder>;

export const trainerProcess = z.object({ pid: z.number() });

/** How the trainer ended: `exit.json`. */
export const trainerExit = z.object({
  /** By itself, a request, its time, a start that failed, or output that could not be kept. */
  reason: z.enum(['exited', 'stopped', 'timed_out', 'not_started', 'unsupervised']),
  exitCode: z.number().nullable(),
  signal: z.string().nullable(),
  /** Why it could not be started, or its output not be kept. */
  error: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string(),
});

export type TrainerExit = z.output<typeof trainerExit>;
