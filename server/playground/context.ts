import type { RunContext } from '../runs/context.ts';
import type { SamplerPool } from './pool.ts';

/** What prompts are answered with. */
export type PlaygroundContext = Pick<
  RunContext,
  'settings' | 'homeId' | 'database' | 'tunix' | 'signal'
> & { samplers: SamplerPool };
