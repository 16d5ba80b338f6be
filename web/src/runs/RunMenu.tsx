import { useNavigate } from '@solidjs/router';
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
  }
`);

export type MenuChoice = 'cancel' | 'retry' | 'resume' | 'rename';

/** What can be done with a run of the list. */
export function RunMenu(props: { run: RunMenuFragment; choose: (choice: MenuChoice) => void }) {
  const navigate = useNavigate();
  const items = () => {
    const { canCancel, canRetry, canResume } = actionsOf(props.run);
    const item = (isThere: boolean, choice: MenuChoice, name: string) =>
      isThere ? [{ name, choose: () => props.choose(choice) }] : [];
    return [
      ...item(canCancel, 'cancel', 'Cancel …'),
      ...item(canRetry, 'retry', 'Retry from the start'),
      ...item(canResume, 'resume', 'Resume from the last checkpoint'),
      {
        name: 'Duplicate with changes',
        choose: () => navigate(`/manifests/new?from=${props.run.id}`),
      },
      ...item(true, 'rename', 'Rename …'),
    ];
  };
  return <Menu label={`Actions of ${props.run.name}`} items={items()} />;
}
