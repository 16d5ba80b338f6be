import { useNavigate } from '@solidjs/router';
import { createMemo, Show } from 'solid-js';
import { createStore } from 'solid-js/store';
import { TEXT } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { createSubmission } from '../../graphql/createSubmission.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { Problem } from '../../graphql/Problem.tsx';
import { createJudgePreview } from '../../judges/createJudgePreview.ts';
import { JudgeFields, ParserFields } from '../../judges/JudgeFields.tsx';
import { JudgePreview } from '../../judges/JudgePreview.tsx';
import {
  type JudgeForm,
  judgeFieldAt,
  judgeFormOf,
  judgeInputOf,
  NEW_JUDGE,
  problemsOf,
} from '../../judges/judgeForm.ts';
import { RubricFields } from '../../judges/RubricFields.tsx';
import { Missing } from '../../shell/Missing.tsx';
import { Alert } from '../../ui/Alert.tsx';
import { TriedContext } from '../../ui/Field.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

const JudgeToChangeDocument = graphql(`
  query JudgeToChange($id: ID!) {
    judge(id: $id) {
      ...JudgeForm
    }
  }

  fragment JudgeForm on Judge {
    id
    name
    version
    model
    system
    prompt
    temperature
    maxTokens
    parameters
    rubric {
      criteria
      description
      min
      max
      labels {
        label
        score
      }
    }
    parser {
      kind
      field
      explanationField
      pattern
    }
  }
`);

const CreateJudgeDocument = graphql(`
  mutation CreateJudge($input: JudgeInput!) {
    outcome: createJudge(input: $input) {
      __typename
      ... on Judge {
        id
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** A new judge, or with `from` in the address the next version of one. */
export function NewJudge() {
  const [from] = createAddressValue('from', TEXT);
  return (
    <Show when={from()} fallback={<Editor initial={NEW_JUDGE} />} keyed>
      {(id) => <NextVersion id={id} />}
    </Show>
  );
}

function NextVersion(props: { id: string }) {
  const query = createFreshQuery({
    query: JudgeToChangeDocument,
    variables: () => ({ id: props.id }),
  });
  return (
    <Loaded query={query} skeleton={<Skeleton width="40ch" />}>
      {(data) => (
        <Show when={data().judge} fallback={<Missing noun="judge" name={props.id} />}>
          {(judge) => <Editor initial={judgeFormOf(judge())} version={judge().version} />}
        </Show>
      )}
    </Loaded>
  );
}

function Editor(props: { initial: JudgeForm; version?: number }) {
  const [form, setForm] = createStore(structuredClone(props.initial));
  const navigate = useNavigate();
  const ownProblems = createMemo(() => problemsOf(form));
  const input = createMemo(() =>
    Object.keys(ownProblems()).length === 0 ? judgeInputOf(form) : undefined,
  );
  // What it is called and who answers changes nothing of what is asked.
  const previewed = () => {
    const nameless = { ...form, name: 'preview', model: form.model || 'any' };
    const isSound = Object.keys(problemsOf(nameless)).length === 0;
    return isSound ? judgeInputOf(nameless) : undefined;
  };
  const preview = createJudgePreview(previewed);
  const creation = createSubmission<string>({
    values: form,
    ownProblems,
    fieldAt: judgeFieldAt,
    fieldByRefusal: {},
    foreseen: () => preview.refusal(),
  });
  const create = async () => {
    const input = judgeInputOf(form);
    const judge = await creation.send(CreateJudgeDocument, { input });
    if (judge) navigate(`/judges/${judge.id}`);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (creation.isSound()) create();
  };
  return (
    <form class="page" ref={creation.ref} onSubmit={submit} noValidate>
      <PageHeader
        title={props.version === undefined ? 'New judge' : `New version of ${props.initial.name}`}
        above={[{ href: '/judges', name: 'Judges' }]}
      >
        A version never changes: what it has judged stays comparable.
      </PageHeader>
      <div class="page-columns">
        <div>
          <TriedContext.Provider value={creation.isTried}>
            <JudgeFields form={form} setForm={setForm} problems={creation.problems()} />
            <RubricFields form={form} setForm={setForm} problems={creation.problems()} />
            <ParserFields form={form} setForm={setForm} problems={creation.problems()} />
          </TriedContext.Provider>
          <div>
            <Problem failure={creation.unanswered()} retry={create} />
            <Alert text={creation.otherProblem()} />
            <button type="submit" data-look="primary" disabled={creation.isPending()}>
              {creation.isPending() ? 'Keeping…' : 'Keep this version'}
            </button>
          </div>
        </div>
        <aside>
          <JudgePreview input={input()} preview={preview} />
        </aside>
      </div>
    </form>
  );
}
