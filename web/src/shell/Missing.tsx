import { A } from '@solidjs/router';
import { Title } from '../ui/Title.tsx';
import css from './NotFound.module.css';

/** Stands where one of a list is not, or no longer, and shows the way on. */
export function Missing(props: {
  noun:
    | 'trace'
    | 'judge'
    | 'review'
    | 'import'
    | 'dataset'
    | 'manifest'
    | 'run'
    | 'evaluation'
    | 'model';
  name: string;
}) {
  return (
    <div class={css['not-found']}>
      <Title text={`No such ${props.noun}`} />
      <h1>There is no such {props.noun}</h1>
      <p>
        None is called <code>{props.name}</code> here. It may have been deleted, or the address has
        a typing error.
      </p>
      <A class="button" href={`/${props.noun}s`}>
        All {props.noun}s
      </A>
    </div>
  );
}
