import { Icon, type IconName } from './Icon.tsx';
import css from './StatusPill.module.css';

export type StatusLook = {
  word: string;
  icon: IconName;
  tone: 'quiet' | 'active' | 'good' | 'warn' | 'bad';
  isTurning?: boolean;
};

/** Where something stands, as a picture, a word and a colour. */
export function StatusPill(props: { status: string; look: StatusLook }) {
  return (
    <span
      class={css['status-pill']}
      data-tone={props.look.tone}
      data-status={props.status}
      data-turning={props.look.isTurning}
    >
      <Icon name={props.look.icon} />
      {props.look.word}
    </span>
  );
}
