const ENDS = ['mouseup', 'dragend'];
let isPressed = false;

addEventListener('mousedown', () => note(true), true);
for (const end of ENDS) addEventListener(end, () => note(false), true);

function note(isNowPressed: boolean): void {
  isPressed = isNowPressed;
}

/** Does what moves the page, but not under a button that is being pressed: its click would be lost. */
export function whenReleased(move: () => void): void {
  if (!isPressed) {
    move();
    return;
  }
  const ended = new AbortController();
  const onEnd = () => {
    ended.abort();
    // The click comes before the next task.
    setTimeout(move);
  };
  for (const end of ENDS) addEventListener(end, onEnd, { capture: true, signal: ended.signal });
}
