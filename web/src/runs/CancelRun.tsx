import { graphql } from '../graphql/generated/gql.ts';
import type { CancelRunFragment } from '../graphql/generated/graphql.ts';
import { Dialog, DialogActions } from '../ui/Dialog.tsx';

graphql(`
  fragment CancelRun on Run {
    id
    name
    status
    mode
    step
  }
`);

/** Asks before a run is stopped. */
export function CancelRun(props: {
  run: CancelRunFragment;
  close: () => void;
  confirm: () => void;
}) {
  const confirm = () => {
    props.close();
    props.confirm();
  };
  return (
    <Dialog title={`Cancel ${props.run.name}?`} close={props.close}>
      <p>
        {props.run.status === 'PENDING'
          ? 'It has not begun: nothing is lost.'
          : props.run.mode === 'LOCAL'
            ? `It is at step ${props.run.step}. Training saves a checkpoint before it stops, and its log, metrics and checkpoints are kept: it can be resumed from there.`
            : 'What it found so far is lost.'}
      </p>
      <DialogActions>
        <button type="button" onClick={() => props.close()}>
          Keep it running
        </button>
        <button type="button" data-look="danger" onClick={confirm}>
          Cancel the run
        </button>
      </DialogActions>
    </Dialog>
  );
}
