import { ComparePanel } from './panels/traces/ComparePanel.tsx';
import { TracePanel } from './panels/traces/TracePanel.tsx';
import { TunixPanel } from './panels/tunix/TunixPanel.tsx';
import { UngarPanel } from './panels/ungar/UngarPanel.tsx';
import '../../ui/PageHeader.css';
import css from './Panels.module.css';

/** All of the loop that can be done right here. */
export function Panels() {
  return (
    <div class={css['panels']}>
      <TracePanel />
      <ComparePanel />
      <UngarPanel />
      <TunixPanel />
    </div>
  );
}
