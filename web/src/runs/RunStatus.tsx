import type { RunStatus as Status } from '../graphql/generated/graphql.ts';
import { StatusPill } from '../ui/StatusPill.tsx';
import { STATUS_LOOKS } from './statusLooks.ts';

/** Where a run stands. */
export function RunStatus(props: { status: Status }) {
  return <StatusPill status={props.status} look={STATUS_LOOKS[props.status]} />;
}
