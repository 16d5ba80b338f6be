import { A } from '@solidjs/router';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Title } from '../ui/Title.tsx';

export function NoSuchRun(props: { id: string }) {
  return (
    <EmptyState title="There is no such run">
      <Title text="No such run" />
      <p>
        No run has the id <code>{props.id}</code>. <A href="/runs">Show all runs</A>.
      </p>
    </EmptyState>
  );
}
