import type { AnyVariables, TypedDocumentNode } from '@urql/solid';
import { createMemo, createSignal } from 'solid-js';
import { focusInvalid } from '../ui/focusInvalid.ts';
import { createMutation } from './createMutation.ts';
import type { Failure, Granted } from './failure.ts';

type Problems<Field extends string> = Partial<Record<Field, string>>;

/** A form on its way to the server: what is wrong by its own rules, and what was refused of what was sent. */
export function createSubmission<Field extends string>(form: {
  values: object;
  ownProblems: () => Problems<Field>;
  fieldAt: (path: readonly string[]) => Field | undefined;
  /** The field that a refusal without a path is about. */
  fieldByRefusal: Record<string, Field>;
  /** What is known to be refused before anything is sent. */
  foreseen?: () => Failure | undefined;
}) {
  const mutation = createMutation();
  const [isTried, setTried] = createSignal(false);
  const [refused, setRefused] = createSignal<{ values: string; refusal: Failure }>();
  let element: HTMLFormElement | undefined;

  const own = createMemo(form.ownProblems);
  const refusal = () =>
    refused()?.values === JSON.stringify(form.values) ? refused()?.refusal : form.foreseen?.();
  const isReady = () => Object.keys(own()).length === 0;
  const refuse = (refusal: Failure) => setRefused({ values: JSON.stringify(form.values), refusal });

  /** The field of each thing that was refused; what has none, apart. */
  const placed = createMemo(() => {
    const { message = '', issues = [], refusal: name = '' } = refusal() ?? {};
    const field = form.fieldByRefusal[name];
    if (field) return { problems: problem(field, message), others: [] };
    if (issues.length === 0) return { problems: {}, others: [message] };
    const found = issues.map(({ path, message }) => ({ field: form.fieldAt(path), message }));
    return {
      problems: Object.assign(
        {},
        ...found.map(({ field, message }) => (field ? problem(field, message) : {})),
      ) as Problems<Field>,
      others: found.filter(({ field }) => !field).map(({ message }) => message),
    };
  });

  function problem(field: Field, message: string): Problems<Field> {
    return { [field]: message } as Problems<Field>;
  }

  /** Whether the form may be sent; if not, it says so at its fields, and leads to the first. */
  function isSound(): boolean {
    setTried(true);
    if (!isReady()) focusInvalid(element);
    return isReady();
  }

  return {
    ref: (form: HTMLFormElement) => {
      element = form;
    },
    isTried,
    isReady,
    isSound,
    isPending: mutation.isPending,
    unanswered: mutation.unanswered,
    refuse,
    problems: createMemo((): Problems<Field> => ({ ...placed().problems, ...own() })),
    otherProblem: () => placed().others.join(' '),
    /** Sends what the form asks for, unless it is being sent. */
    async send<Data extends { outcome: { __typename: string } }, Variables extends AnyVariables>(
      document: TypedDocumentNode<Data, Variables>,
      variables: Variables,
    ): Promise<Granted<Data['outcome']> | undefined> {
      if (mutation.isPending()) return undefined;
      const values = JSON.stringify(form.values);
      const outcome = await mutation.mutate(document, variables);
      const failure = mutation.failure();
      if (failure?.refusal) setRefused({ values, refusal: failure });
      return outcome;
    },
  };
}
