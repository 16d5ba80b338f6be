import { type Component, lazy } from 'solid-js';
import { Icon } from './Icon.tsx';
import './Problem.css';

/** A part of the workbench that is fetched when it is shown; says so when that does not work. */
export function lazyPart<Part extends Component>(load: () => Promise<Part>): Component {
  return lazy<Component>(async () => ({ default: await load().catch(() => NotLoaded) }));
}

// A browser may remember that a file did not come, and a new version has other files: only a reload helps.
function NotLoaded() {
  return (
    <div class="problem" role="alert">
      <Icon name="alert" />
      <p>This part of the page did not load.</p>
      <button type="button" onClick={() => window.location.reload()}>
        Reload the page
      </button>
    </div>
  );
}
