import type { Draft } from '../draft';
import type { Input } from '../input';
import { Call } from '../source';
import { carriedFrom } from './context';

/** The port of the node that leads to one of the draft's. On the network of the node, each port is one. */
export function readHostPort(draft: Draft, name: string, input: Input, pod: Input): void {
  const number = input.number();
  const port = draft.ports.get(name);
  if (number === undefined || number === 0 || port === undefined) return;
  if (pod.at('hostNetwork').value === true) {
    if (draft.props['kind'] !== 'daemonSet')
      input.leave('Only a daemon set may have the network of its node.');
    return;
  }
  if (port.protocol === 'SCTP') {
    input.leave('The provider takes no port of SCTP on a node: use hostNetwork in a daemon set.');
    return;
  }
  draft.ports.set(name, { ...port, hostPort: new Call('onHostPort', number, carriedFrom(input)) });
  input.note(
    'Network policies hold for it: services that use it name it in connectsTo, and allowFrom says who else may come.',
  );
}
