import { type AnyVariables, type TypedDocumentNode, useClient } from '@urql/solid';
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import { debounced } from '../ui/debounced.ts';
import { explainError, type Failure } from './failure.ts';

const WAIT = 200;

/** What the server says to something that is written, asked once that stands still. Unlike a query's data an answer
 * stays as it came, so that it can be kept. */
export function createAnswer<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Accessor<Variables | undefined>,
) {
  const client = useClient();
  const wanted = createMemo(() => JSON.stringify(variables()) ?? '');
  const asked = debounced(wanted, WAIT);
  const [answer, setAnswer] = createSignal<Answer<Data>>();
  const [turn, setTurn] = createSignal(0);
  createEffect(() => {
    turn();
    const question = asked();
    if (!question) return;
    const { unsubscribe } = client
      .query(document, JSON.parse(question), { requestPolicy: 'cache-and-network' })
      .subscribe(({ data, error, stale }) => {
        const failure = error && explainError(error);
        setAnswer({ question, data, failure, isOld: stale });
      });
    onCleanup(unsubscribe);
  });
  const current = () => (answer()?.question === wanted() ? answer() : undefined);
  return {
    /** What came last, whatever was asked. */
    last: () => answer()?.data,
    /** What was answered to what stands there now. */
    current: () => current()?.data,
    failure: () => current()?.failure,
    isOld: () => current()?.isOld ?? true,
    retry: () => setTurn((last) => last + 1),
  };
}

type Answer<Data> = {
  question: string;
  data: Data | undefined;
  failure: Failure | undefined;
  isOld: boolean;
};
