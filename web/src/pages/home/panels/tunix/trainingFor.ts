import { TINY_MODEL } from '../../../../../../server/manifests/fields.ts';
import type { TrainingInput } from '../../../../graphql/generated/graphql.ts';
import { DEFAULT_MANIFEST_FORM, manifestInputOf, TINY_VALUES } from '../../../../manifests/form.ts';

/** The training values that suit a model; empty for the server's own defaults. */
export function trainingFor(modelId: string): TrainingInput {
  return (
    (modelId === TINY_MODEL &&
      manifestInputOf({ ...DEFAULT_MANIFEST_FORM, ...TINY_VALUES }).training) ||
    {}
  );
}
