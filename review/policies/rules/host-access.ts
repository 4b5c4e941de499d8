import { at, items, only, textOf } from '../../../core/json';
import { containersOf, isSet, mayBeOn, podSpec, text } from '../../workloads';
import { type NonCompliance, type Policy, verdict } from '../policy';

const NAMESPACES = ['host_network', 'host_pid', 'host_ipc'];
const ADVICE = 'An attacker in the pod reaches what the pod reaches on its node.';

/** Pods cannot reach their node's network, processes or files (pod security standards: baseline). */
export const hostAccess: Policy = {
  name: 'pods/host-access',
  severity: { protected: 'error', other: 'error' },
  judge: (block) => {
    const spec = only(podSpec(block));
    if (spec === undefined) return 'not applicable';
    const shared = NAMESPACES.filter((name) => mayBeOn(at(spec, name))).map((name): NonCompliance => ({
      path: name,
      message: 'must not be set',
      value: textOf(at(spec, name)),
      advice: ADVICE,
    }));
    const mounted = items(at(spec, 'volume'))
      .filter((volume) => only(at(volume, 'host_path')) !== undefined)
      .map((volume): NonCompliance => ({
        path: `volume[${text(at(volume, 'name')) ?? ''}].host_path`,
        message: 'must not be mounted',
        value: text(at(only(at(volume, 'host_path')), 'path')) ?? 'a path',
        advice: ADVICE,
      }));
    const ports = containersOf(block).flatMap(({ json, path }) =>
      items(at(json, 'port'))
        .filter((port) => isSet(at(port, 'host_port')) && textOf(at(port, 'host_port')) !== '0')
        .map((port): NonCompliance => ({
          path: `${path}.port.host_port`,
          message: 'must not be taken',
          value: textOf(at(port, 'host_port')),
          advice: 'Use a Service.',
        })),
    );
    return verdict([...shared, ...mounted, ...ports]);
  },
};
