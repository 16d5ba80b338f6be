import { configurationOf, FAMILY_PREFIXES } from '../../manifests/architectures.ts';
import type { ManifestContent } from '../../manifests/content.ts';
import { TINY_MODEL } from '../../manifests/fields.ts';
import type { Evidence, Finding } from '../evidence.ts';

export function checkModel(evidence: Evidence): Finding {
  const { manifest, model, tunix } = evidence;
  const { kind, path } = manifest.source;
  const { model_id: id } = manifest.model;
  const problem = sourceProblem(manifest) ?? unknownModel(evidence) ?? model.problem;
  if (problem) return { status: 'FAIL', message: problem };
  const weights = manifest.start ? `, with the weights of ${manifest.start.model}` : '';
  const from = `${id} from ${kind}${path === null ? '' : ` at ${path}`}${weights}`;
  if (kind === 'builtin' && !model.missing) return { status: 'PASS', message: from };
  const doubts = [
    ...(tunix.models || kind === 'builtin' || configurationOf(id) ? [] : [familyDoubt(id)]),
    ...(model.missing ? [model.missing] : []),
    ...sourceDoubts(evidence),
  ];
  if (doubts.length > 0) return { status: 'WARN', message: `${from}: ${doubts.join('; ')}` };
  if (kind === 'local') return { status: 'PASS', message: from };
  const message = `${from}: whether it is there, and what it takes, shows when training begins`;
  return { status: 'INFO', message };
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
