import { failureText } from '../graphql/failure.ts';
import { createKeys } from '../shell/keys/keys.ts';
import { Alert } from '../ui/Alert.tsx';
import { createVerdicts } from './createVerdicts.ts';
import css from './Judging.module.css';

/** Stands where a reviewer has come to the end. */
export function Done(props: {
  reviewId: string;
  reviewer: string;
  go: (position: number) => void;
}) {
  const verdicts = createVerdicts({ reviewId: props.reviewId, reviewer: props.reviewer });
  const undo = async () => {
    const position = await verdicts.undo();
    if (position !== undefined) props.go(position);
  };
  const refusal = () => {
    const failure = verdicts.failure();
    return failure && failureText(failure);
  };
  createKeys({ u: undo, ArrowLeft: () => props.go(0) });
  return (
    <div class={css['judging-done']} role="status">
      <p>
        <strong>You have been through all of it.</strong>
      </p>
      <div class={css['judging-actions']}>
        <button type="button" onClick={() => props.go(0)}>
          See the first item <kbd>←</kbd>
        </button>
        <button type="button" onClick={undo}>
          Undo the last verdict <kbd>u</kbd>
        </button>
      </div>
      <Alert text={refusal()} />
    </div>
  );
}
