import { useNavigate } from '@solidjs/router';
import { isFinal } from '../../../server/runs/status.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunMenuFragment } from '../graphql/generated/graphql.ts';
import { Menu } from '../ui/Menu.tsx';
import { actionsOf } from './runFacts.ts';

graphql(`
  fragment RunMenu on Run {
    id
    name
    status
    isResumable
    mode
    kind
    isPinned
    archivedAt
  }
`);

export type MenuChoice =
  | 'cancel'
  | 'retry'
  | 'resume'
  | 'rename'
  | 'tag'
  | 'pin'
  | 'archive'
  | 'delete';

/** What can be done with a run of the list. */
export function RunMenu(props: { run: RunMenuFragment; choose: (choice: MenuChoice) => void }) {
  const navigate = useNavigate();
  const items = () => {
    const { canCancel, canRetry, canResume, canDelete } = actionsOf(props.run);
    const item = (isThere: boolean, choice: MenuChoice, name: string) =>
      isThere ? [{ name, choose: () => props.choose(choice) }] : [];
    return [
      ...item(canCancel, 'cancel', 'Cancel…'),
      ...item(canRetry, 'retry', 'Retry from the start'),
      ...item(canResume, 'resume', 'Resume from the last checkpoint'),
      ...(props.run.kind === 'SFT'
        ? [
            {
              name: 'Duplicate with changes',
              choose: () => navigate(`/manifests/new?from=${props.run.id}`),
            },
          ]
        : []),
      ...(props.run.kind === 'SFT' && props.run.mode === 'LOCAL'
        ? [
            {
              name: 'Evaluate…',
              choose: () => navigate(`/evaluations/new?run=${props.run.id}`),
            },
            {
              name: 'Keep a checkpoint as a model…',
              choose: () => navigate(`/runs/${props.run.id}?tab=checkpoints`),
            },
          ]
        : []),
      ...item(true, 'rename', 'Rename…'),
      ...item(true, 'tag', 'Tags…'),
      ...item(true, 'pin', props.run.isPinned ? 'Unpin' : 'Pin to the top'),
      ...item(
        isFinal(props.run.status),
        'archive',
        props.run.archivedAt ? 'Take back' : 'Put aside',
      ),
      ...item(canDelete, 'delete', 'Delete…'),
    ];
  };
  return <Menu label={`Actions of ${props.run.name}`} items={items()} />;
}
