import { For, type JSX, Match, Show, Switch } from 'solid-js';
import type { SetStoreFunction } from 'solid-js/store';
import type { JudgeParserKind } from '../graphql/generated/graphql.ts';
import { Field } from '../ui/Field.tsx';
import css from './JudgeFields.module.css';
import type { JudgeForm } from './judgeForm.ts';

export type JudgeFormProps = {
  form: JudgeForm;
  setForm: SetStoreFunction<JudgeForm>;
  problems: Partial<Record<string, string>>;
};

type TextName = Exclude<keyof JudgeForm, 'rubric' | 'parser'>;

/** Who is asked, and what. */
export function JudgeFields(props: JudgeFormProps) {
  return (
    <>
      <fieldset class="field-group">
        <legend>Who is asked</legend>
        <Text {...props} name="name" label="Name" hint="A known name gets its next version" />
        <Text {...props} name="model" label="Model" hint="As the endpoint calls it" />
        <Text
          {...props}
          name="temperature"
          label="Temperature"
          hint="0 to 2; empty: not sent"
          inputmode="decimal"
        />
        <Text
          {...props}
          name="maxTokens"
          label="Most tokens of an answer"
          hint="An answer that is cut off is unparseable"
          inputmode="numeric"
        />
      </fieldset>
      <fieldset class="field-group">
        <legend>What it is asked</legend>
        <div class="field-wide">
          <Area {...props} name="system" label="System message" rows={2} />
        </div>
        <div class="field-wide">
          <Area
            {...props}
            name="prompt"
            label="Prompt"
            rows={16}
            hint={
              <>
                <code>{'{{prompt}}'}</code> <code>{'{{steps}}'}</code> <code>{'{{answer}}'}</code>{' '}
                <code>{'{{expected}}'}</code> <code>{'{{context}}'}</code>{' '}
                <code>{'{{rubric}}'}</code> stand for those parts of a trace
              </>
            }
          />
        </div>
        <div class="field-wide">
          <Area
            {...props}
            name="parameters"
            label="Other parameters"
            rows={2}
            hint='A JSON object for the request, such as {"seed": 1}; a null leaves something out'
          />
        </div>
      </fieldset>
    </>
  );
}

const PARSERS: Record<JudgeParserKind, string> = {
  JSON: 'The last JSON object in it',
  LABEL: 'A label on its last line',
  NUMBER: 'A number on its last line',
  REGEX: 'The last match of a pattern',
};

/** How its answer is read. */
export function ParserFields(props: JudgeFormProps) {
  return (
    <fieldset class="field-group">
      <legend>How its answer is read</legend>
      <Field label="Verdict" error={props.problems['parser']}>
        {(control) => (
          <select
            {...control}
            value={props.form.parser}
            onChange={(event) =>
              props.setForm('parser', event.currentTarget.value as JudgeParserKind)
            }
          >
            <For each={Object.entries(PARSERS)}>
              {([kind, words]) => <option value={kind}>{words}</option>}
            </For>
          </select>
        )}
      </Field>
      <Switch>
        <Match when={props.form.parser === 'JSON'}>
          <Show when={props.form.rubric.length === 1}>
            <Text {...props} name="field" label="Member" hint="Empty: named as the criteria" />
          </Show>
          <Text {...props} name="explanationField" label="Member of the reason" />
        </Match>
        <Match when={props.form.parser === 'REGEX'}>
          <Text
            {...props}
            name="pattern"
            label="Pattern"
            hint="One group, or one named for each criteria"
          />
        </Match>
      </Switch>
    </fieldset>
  );
}

function Text(
  props: JudgeFormProps & {
    name: TextName;
    label: string;
    hint?: string;
    inputmode?: 'decimal' | 'numeric';
  },
) {
  return (
    <Field label={props.label} hint={props.hint} error={props.problems[props.name]}>
      {(control) => (
        <input
          {...control}
          autocomplete="off"
          spellcheck={false}
          inputmode={props.inputmode}
          value={props.form[props.name]}
          onInput={(event) => props.setForm(props.name, event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function Area(
  props: JudgeFormProps & { name: TextName; label: string; rows: number; hint?: JSX.Element },
) {
  return (
    <Field label={props.label} hint={props.hint} error={props.problems[props.name]}>
      {(control) => (
        <textarea
          {...control}
          class={css['judge-text']}
          // A browser brings no more than the caret's line into sight.
          onFocus={(event) => event.currentTarget.scrollIntoView({ block: 'nearest' })}
          rows={props.rows}
          spellcheck={false}
          dir="auto"
          value={props.form[props.name]}
          onInput={(event) => props.setForm(props.name, event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
