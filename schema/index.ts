import './scalars.ts';
import './errors.ts';
import './health.ts';
import './traces/traces.ts';
import './scores.ts';
import './datasets/datasets.ts';
import './manifests.ts';
import './runs/runs.ts';
import './preflight.ts';
import './logs.ts';
import './metrics.ts';
import './checkpoints.ts';
import './ungar.ts';
import { builder } from './builder.ts';

export const schema = builder.toSchema();
