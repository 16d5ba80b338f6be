import { createSignal } from 'solid-js';
import { ADDRESSES } from '../../../server/addresses.ts';
import { explainError } from '../graphql/failure.ts';
import { Alert } from '../ui/Alert.tsx';
import { imports } from './imports.ts';
import css from './Samples.module.css';

/** Traces to try things out with, for those who have none at hand. */
export function Samples() {
  const [isReading, setIsReading] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const take = async () => {
    setProblem(undefined);
    setIsReading(true);
    try {
      const response = await fetch(ADDRESSES.sampleTraces);
      if (!response.ok) throw new Error(`The server answered ${response.status}`);
      imports.add([new File([await response.blob()], 'Sample traces')]);
    } catch (error) {
      setProblem(`The samples can't be read: ${explainError(error).message}`);
    }
    setIsReading(false);
  };
  return (
    <div class={css['import-samples']}>
      <span>No traces at hand?</span>
      <button type="button" onClick={take} disabled={isReading()}>
        Import 300 sample traces
      </button>
      <small>Small tasks with right steps and answers, to try everything out.</small>
      <Alert text={problem()} />
    </div>
  );
}
