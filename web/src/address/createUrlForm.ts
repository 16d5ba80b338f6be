import { useLocation, useNavigate } from '@solidjs/router';
import { createEffect, onCleanup, untrack } from 'solid-js';
import { createStore, reconcile, type SetStoreFunction } from 'solid-js/store';
import { type FormValues, printForm, readForm } from './urlForm.ts';

const WAIT = 200;

/** A form whose values stand in the address: what is not at its default, by its name. */
export function createUrlForm<Values extends FormValues>(
  defaults: Values,
): [Values, SetStoreFunction<Values>] {
  const location = useLocation();
  const navigate = useNavigate();
  const { pathname } = location;
  const [values, setValues] = createStore<Values>(readForm(location.search, defaults));
  // What the address says, and what the form said when they were last the same.
  let shown = location.search;
  let printed = printForm(
    untrack(() => values),
    defaults,
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createEffect(() => {
    const search = printForm(values, defaults);
    clearTimeout(timer);
    if (search === printed) return;
    timer = setTimeout(() => {
      if (location.pathname !== pathname) return;
      shown = printed = search;
      navigate(`${pathname}${search}`, { replace: true, scroll: false });
    }, WAIT);
  });
  // Another address came from outside: a link, or the browser's own buttons.
  createEffect(() => {
    if (location.search === shown || location.pathname !== pathname) return;
    shown = location.search;
    const next = readForm(location.search, defaults);
    printed = printForm(next, defaults);
    setValues(reconcile(next));
  });
  return [values, setValues];
}
