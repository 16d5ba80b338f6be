import { A } from '@solidjs/router';
import { createSignal, For, onCleanup, Show } from 'solid-js';
import { createUrlForm } from '../../address/createUrlForm.ts';
import { Answers } from '../../playground/Answers.tsx';
import { createGeneration } from '../../playground/createGeneration.ts';
import {
  DEFAULT_PLAYGROUND_FORM,
  FIRST_FIELDS,
  OTHER_FIELDS,
  problemsOf,
  samplingOf,
} from '../../playground/form.ts';
import type { Subject } from '../../playground/generation.ts';
import css from '../../playground/Playground.module.css';
import { createPrompts } from '../../playground/prompts.ts';
import { SamplingFields } from '../../playground/SamplingFields.tsx';
import { SubjectChoice } from '../../playground/SubjectChoice.tsx';
import { Unavailable } from '../../playground/Unavailable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Field, TriedContext } from '../../ui/Field.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';

/** A prompt for a model, and what it writes beside its base. */
export function Playground() {
  const [form, setForm] = createUrlForm(DEFAULT_PLAYGROUND_FORM);
  const [prompt, setPrompt] = createSignal('');
  const [system, setSystem] = createSignal('');
  const [isTried, setTried] = createSignal(false);
  const [prompts, addPrompt] = createPrompts();
  const generation = createGeneration();
  let input: HTMLTextAreaElement | undefined;

  const subject = (): Subject | null => {
    if (form['model']) return { model: form['model'] };
    return form['run'] && form['step'] ? { run: form['run'], step: form['step'] } : null;
  };
  const isBase = () => !form['model'] && form['step'] === '0';
  const problems = () => ({
    ...problemsOf(form),
    prompt: prompt().trim() ? undefined : 'Write what the model is to answer',
  });
  const start = () => {
    const asked = subject();
    setTried(true);
    if (!asked || Object.values(problems()).some(Boolean)) return;
    addPrompt({ prompt: prompt(), system: system() });
    generation.start(asked, {
      prompt: prompt(),
      system: system(),
      withBase: form['base'] === 'true' && !isBase(),
      sampling: samplingOf(form),
    });
  };
  const listen = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !generation.isAtWork()) return;
    if (document.querySelector('dialog[open], :popover-open')) return;
    event.preventDefault();
    generation.stop();
  };
  document.addEventListener('keydown', listen);
  onCleanup(() => document.removeEventListener('keydown', listen));
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    start();
  };

  return (
    <div class="page" data-width="wide">
      <PageHeader title="Playground">
        Ask a model that was trained here, and see what it writes beside its base.
      </PageHeader>
      <Unavailable />
      <TriedContext.Provider value={isTried}>
        <form
          class={css['form']}
          noValidate
          onKeyDown={sendByKey}
          onSubmit={(event) => {
            event.preventDefault();
            start();
          }}
        >
          <div class={css['values']}>
            <SubjectChoice
              form={form}
              setForm={setForm}
              nobody={
                <EmptyState title="No model to ask yet">
                  <p>
                    A training's checkpoints can be asked as soon as it has saved one.{' '}
                    <A href="/manifests/new">Train a model</A>
                  </p>
                </EmptyState>
              }
            />
            <Show when={subject()}>
              <SamplingFields
                fields={FIRST_FIELDS}
                form={form}
                setForm={setForm}
                problems={problems()}
              />
            </Show>
          </div>
          <Show when={subject()}>
            <details open={Boolean(system())}>
              <summary>More: system prompt, sampling</summary>
              <div class={css['values']}>
                <div class="field-wide">
                  <Field label="System" hint="Said before the prompt" error={undefined}>
                    {(control) => (
                      <textarea
                        {...control}
                        rows={2}
                        value={system()}
                        onInput={(event) => setSystem(event.currentTarget.value)}
                      />
                    )}
                  </Field>
                </div>
                <SamplingFields
                  fields={OTHER_FIELDS}
                  form={form}
                  setForm={setForm}
                  problems={problems()}
                />
              </div>
            </details>
            <div class={css['prompt']}>
              <Field label="Prompt" error={problems().prompt}>
                {(control) => (
                  <textarea
                    {...control}
                    ref={input}
                    rows={4}
                    value={prompt()}
                    onInput={(event) => setPrompt(event.currentTarget.value)}
                  />
                )}
              </Field>
            </div>
            <div class={css['actions']}>
              <button type="submit" data-look="primary">
                Generate <kbd>Ctrl Enter</kbd>
              </button>
              <Show when={generation.isAtWork()}>
                <button type="button" onClick={generation.stop}>
                  Stop <kbd>Esc</kbd>
                </button>
              </Show>
              <Show when={!isBase()}>
                <label>
                  <input
                    type="checkbox"
                    checked={form['base'] === 'true'}
                    onChange={(event) => setForm('base', String(event.currentTarget.checked))}
                  />
                  Beside its base
                </label>
              </Show>
            </div>
          </Show>
        </form>
      </TriedContext.Provider>
      <Answers generation={generation} />
      <Show when={prompts().length > 0}>
        <section>
          <h2>Asked before</h2>
          <ul class={css['history']} data-testid="asked-before">
            <For each={prompts()}>
              {(asked) => (
                <li>
                  <button
                    type="button"
                    data-look="link"
                    onClick={() => {
                      setPrompt(asked.prompt);
                      setSystem(asked.system);
                      input?.focus();
                    }}
                  >
                    {asked.prompt}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </div>
  );
}
