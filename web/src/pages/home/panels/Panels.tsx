import { ComparePanel } from './traces/ComparePanel.tsx';
import { TracePanel } from './traces/TracePanel.tsx';
import { TunixPanel } from './tunix/TunixPanel.tsx';
import { UngarPanel } from './ungar/UngarPanel.tsx';
import '../../../ui/PageHeader.css';
import './Panels.css';

/** All of the loop that can be done right here. */
export function Panels() {
  return (
    <div class="panels">
      <TracePanel />
      <ComparePanel />
      <UngarPanel />
      <TunixPanel />
    </div>
  );
}
