import { createSignal, onCleanup, Show } from 'solid-js';
import css from './DropTarget.module.css';

/** Takes the files that are dropped anywhere on the page. */
export function DropTarget(props: { take: (files: FileList) => void }) {
  const [isOver, setIsOver] = createSignal(false);
  const controller = new AbortController();
  const { signal } = controller;
  onCleanup(() => controller.abort());
  const hold = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setIsOver(true);
  };
  const leave = (event: DragEvent) => {
    // Without one, the pointer left the window and not only a part of the page.
    if (event.relatedTarget === null) setIsOver(false);
  };
  const drop = (event: DragEvent) => {
    setIsOver(false);
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) props.take(event.dataTransfer.files);
  };
  document.addEventListener('dragenter', hold, { signal });
  document.addEventListener('dragover', hold, { signal });
  document.addEventListener('dragleave', leave, { signal });
  document.addEventListener('drop', drop, { signal });
  return (
    <Show when={isOver()}>
      <div class={css['drop-target']} role="status">
        <p>Drop to look at</p>
      </div>
    </Show>
  );
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
