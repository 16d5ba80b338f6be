import { createEffect, createSignal, For, onCleanup } from 'solid-js';
import { Alert } from '../../ui/Alert.tsx';
import type { ListAddress } from './createListAddress.ts';
import { ORDERS, orderNameOf } from './listQuery.ts';
import { ScoreFilter } from './ScoreFilter.tsx';
import '../../ui/Field.css';
import css from './Filters.module.css';

const WAIT = 250;

/** What is searched for, and the order of the list. `/` leads to the search. */
export function Search(props: { address: ListAddress; ref: (input: HTMLInputElement) => void }) {
  return (
    <div class={css['trace-search']}>
      <AddressInput
        address={props.address}
        name="search"
        type="search"
        label="Search in prompts, steps and answers"
        placeholder={'Search: words, "a phrase", -not, pre*'}
        ref={props.ref}
      />
      <select
        aria-label="Order"
        onChange={(event) => {
          const { value } = event.currentTarget;
          props.address.change({ order: value === 'newest' ? null : value });
        }}
      >
        <For each={Object.entries(ORDERS)}>
          {([name, { label }]) => (
            <option value={name} selected={orderNameOf(props.address.query()) === name}>
              {label}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}

/** The ranges that traces can be held to. */
export function Ranges(props: { address: ListAddress }) {
  return (
    <div class={css['trace-ranges']}>
      <ScoreFilter address={props.address} />
      <Range address={props.address} legend="Score" names={['scoreMin', 'scoreMax']} />
      <Range address={props.address} legend="Steps" names={['stepsMin', 'stepsMax']} />
      <Range address={props.address} legend="Stored" names={['from', 'to']} type="date" />
    </div>
  );
}

function Range(props: {
  address: ListAddress;
  legend: string;
  names: [string, string];
  type?: 'date';
}) {
  const isDate = () => props.type === 'date';
  const isReversed = () => {
    const [from, to] = props.names.map((name) => props.address.query().get(name) ?? '');
    return Boolean(from && to) && (isDate() ? `${from}` > `${to}` : Number(from) > Number(to));
  };
  return (
    <fieldset class={css['trace-range']} data-type={props.type}>
      <legend>{props.legend}</legend>
      <AddressInput
        address={props.address}
        name={props.names[0]}
        type={props.type ?? 'number'}
        label={`${props.legend} from`}
        placeholder={isDate() ? '' : 'from'}
      />
      <AddressInput
        address={props.address}
        name={props.names[1]}
        type={props.type ?? 'number'}
        label={`${props.legend} to`}
        placeholder={isDate() ? '' : 'to'}
        isInvalid={isReversed()}
      />
      <Alert text={isReversed() ? 'The end is before the beginning.' : undefined} />
    </fieldset>
  );
}

/** An input whose value is a part of the address. */
function AddressInput(props: {
  address: ListAddress;
  name: string;
  type: 'search' | 'number' | 'date';
  label: string;
  placeholder: string;
  isInvalid?: boolean;
  ref?: (input: HTMLInputElement) => void;
}) {
  const inAddress = () => props.address.query().get(props.name) ?? '';
  const [typed, setTyped] = createSignal<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createEffect(() => {
    inAddress();
    setTyped(undefined);
  });
  const put = () => {
    clearTimeout(timer);
    const value = typed();
    if (value !== undefined && value !== inAddress())
      props.address.change({ [props.name]: value || null }, { replace: true });
  };
  return (
    <input
      ref={(input) => props.ref?.(input)}
      type={props.type}
      dir={props.type === 'search' ? 'auto' : undefined}
      name={props.name}
      aria-label={props.label}
      placeholder={props.placeholder}
      value={typed() ?? inAddress()}
      step="any"
      aria-invalid={props.isInvalid}
      autocomplete="off"
      spellcheck={false}
      maxlength={1_000}
      onInput={(event) => {
        setTyped(event.currentTarget.value);
        clearTimeout(timer);
        timer = setTimeout(put, WAIT);
      }}
      onChange={put}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
