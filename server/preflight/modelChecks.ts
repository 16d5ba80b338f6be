import {
  configurationOf,
  FAMILY_PREFIXES,
  hasOtherTurns,
  loraModuleNames,
} from '../manifests/architectures.ts';
import type { ManifestContent } from '../manifests/content.ts';
import { TINY_MODEL } from '../manifests/fields.ts';
import { pythonPattern } from '../manifests/pythonPattern.ts';
import { count } from './count.ts';
import type { Check, Evidence } from './evidence.ts';

export function modelCheck(evidence: Evidence): Check {
  const { manifest, model, tunix } = evidence;
  const { kind, path } = manifest.source;
  const { model_id: id } = manifest.model;
  const name = 'model';
  const problem = sourceProblem(manifest) ?? unknownModel(evidence) ?? model.problem;
  if (problem) return { name, status: 'FAIL', message: problem };
  const from = `${id} from ${kind}${path === null ? '' : ` at ${path}`}`;
  if (kind === 'builtin') return { name, status: 'PASS', message: from };
  const doubts = [
    ...(tunix.models || configurationOf(id) ? [] : [familyDoubt(id)]),
    ...(model.missing ? [model.missing] : []),
    ...sourceDoubts(evidence),
  ];
  if (doubts.length > 0) return { name, status: 'WARN', message: `${from}: ${doubts.join('; ')}` };
  if (kind === 'local') return { name, status: 'PASS', message: from };
  const message = `${from}: whether it is there, and what it takes, shows when training begins`;
  return { name, status: 'INFO', message };
}

/** What the launcher would refuse on any machine. */
function sourceProblem({ source, model }: ManifestContent): string | undefined {
  const { kind, path, tokenizer } = source;
  const { model_id: id } = model;
  if ((kind === 'builtin') !== (id === TINY_MODEL)) {
    return `The source builtin is for ${TINY_MODEL} and for no other model, got ${kind} with ${id}`;
  }
  if ((kind === 'local' || kind === 'kaggle') && path === null) {
    return `The source ${kind} needs the path of the model: give modelPath`;
  }
  const family = configurationOf(id)?.family;
  if (kind !== 'gcs' || !family) return undefined;
  if (family !== 'gemma3' && tokenizer === null) {
    return `The source gcs has a tokenizer for Gemma 3 only: give \`tokenizer\` for ${id}`;
  }
  const hasOwnCheckpoint = family === 'gemma3' || (family === 'gemma4' && path !== null);
  return hasOwnCheckpoint || path?.startsWith('gs://')
    ? undefined
    : `The source gcs needs the gs:// address of ${id}: give modelPath`;
}

/** What the installed Tunix would refuse: it was asked which models it has. */
function unknownModel({ manifest, tunix }: Evidence): string | undefined {
  const { model_id: id } = manifest.model;
  if (!tunix.models || id === TINY_MODEL) return undefined;
  const { families, configurations } = tunix.models;
  const found = configurationOf(id, families);
  const who = `google-tunix ${tunix.version}`;
  if (!found) {
    return `${who} has no model family for ${id}: a model's name begins with ${Object.keys(families).join(', ')}`;
  }
  if (configurations.includes(found.configuration)) return undefined;
  const others = configurations.filter((name) => name.startsWith(`${found.family}_`));
  return `${who} has no configuration ${found.configuration} for ${id}, it has ${others.join(', ')}: take one of those ids, with the source local for weights of another name`;
}

function familyDoubt(id: string): string {
  return `Tunix could not be asked, and is not known to have a model family for ${id}: a model's name begins with ${FAMILY_PREFIXES.join(', ')}. Training would refuse any other`;
}

function sourceDoubts({ manifest, environment }: Evidence): string[] {
  const { kind, path } = manifest.source;
  if (kind === 'huggingface' && path !== null) {
    return ['the source huggingface takes the model by its id, and leaves modelPath out'];
  }
  const missing = ['KAGGLE_USERNAME', 'KAGGLE_KEY'].filter((name) => !environment[name]);
  return kind === 'kaggle' && missing.length > 0
    ? [`to train on this machine, the server needs ${missing.join(' and ')} in its environment`]
    : [];
}

export function turnCheck({ manifest, rows, tokens }: Evidence): Check {
  const name = 'turns';
  const forged = rows.dropped.filter(({ reason }) => reason === 'forged_turn');
  const [first] = forged;
  if (first) {
    return {
      name,
      status: 'FAIL',
      message: `${count(forged.length, 'row')} would forge a turn, the first is row ${first.row} (trace ${first.traceId}): its text contains <start_of_turn> or <end_of_turn>. Build a dataset without it.`,
    };
  }
  const { model_id: id } = manifest.model;
  const isOther = tokens.hasMarkers === null ? hasOtherTurns(id) : !tokens.hasMarkers;
  return isOther && id !== TINY_MODEL
    ? {
        name,
        status: 'WARN',
        message: `${id} marks its turns otherwise: training learns <start_of_turn> and <end_of_turn> as plain text`,
      }
    : { name, status: 'PASS', message: 'No row holds a turn marker of its own' };
}

export function loraCheck({ manifest: { lora, model } }: Evidence): Check {
  const name = 'lora';
  if (!lora) return { name, status: 'PASS', message: 'All weights are trained' };
  const pattern = pythonPattern(`^(?:${lora.module_path})$`);
  const names = loraModuleNames(model.model_id);
  const matched = names.filter((module) =>
    ['attn', 'mlp'].some((part) => pattern.test(`layers/0/${part}/${module}`)),
  );
  return matched.length > 0
    ? { name, status: 'PASS', message: `Adapters of rank ${lora.rank} on ${matched.join(', ')}` }
    : {
        name,
        status: 'WARN',
        message: `${lora.module_path} matches no projection of ${model.model_id}, whose modules are ${names.map((module) => `layers/0/…/${module}`).join(', ')}; training refuses what matches none at all`,
      };
}

export function deviceCheck({ manifest, tunix, environment }: Evidence): Check {
  const name = 'devices';
  const [fsdp = 1, tp = 1] = manifest.mesh.shape;
  const needed = `a mesh of ${fsdp} by ${tp} takes ${count(fsdp * tp, 'device')}`;
  const hosts = (environment['TPU_WORKER_HOSTNAMES'] ?? '').split(',').filter(Boolean);
  const { length: here } = tunix.devices;
  const { batch_size: batch } = manifest.training;
  const doubts = [
    ...(hosts.length > 1
      ? [
          `this machine is one of ${hosts.length} hosts of a slice, on which training refuses to begin`,
        ]
      : []),
    ...(here > 0 && fsdp * tp > here
      ? [`this machine has ${here}, so that it can't train here`]
      : []),
    ...(batch % fsdp > 0
      ? [`a batch of ${batch} can't be split over ${fsdp}, so that every device computes all of it`]
      : []),
  ];
  return doubts.length > 0
    ? { name, status: 'WARN', message: [needed, ...doubts].join('; ') }
    : { name, status: 'PASS', message: needed };
}
