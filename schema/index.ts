import './scalars.ts';
import './errors.ts';
import './health.ts';
import './traces.ts';
import './scores.ts';
import './datasets.ts';
import './manifests.ts';
import './runs.ts';
import './preflight.ts';
import './log.ts';
import './metrics.ts';
import './checkpoints.ts';
import './ungar.ts';
import { builder } from './builder.ts';

export const schema = builder.toSchema();
