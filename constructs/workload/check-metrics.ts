import { declaredNames } from '../../core/findings';
import { type Check, demand, quoted } from './check';
import { checkPods } from './check-callers';

/** Metrics are served over HTTP at a declared port, to pods that can be named. */
export const metrics: Check = ({ metrics: served, ports }, path) => {
  if (served === undefined) return [];
  const { port, path: place = '/metrics', from = [] } = served;
  return [
    ...demand(Object.hasOwn(ports, port) && ports[port]?.protocol === 'TCP', {
      rule: 'workload/metrics',
      path: `${path}.metrics.port`,
      message: 'must be one of the ports that the workload declares, by TCP',
      value: quoted(port),
      advice: declaredNames('ports', Object.keys(ports)),
    }),
    ...demand(place.startsWith('/'), {
      rule: 'workload/metrics',
      path: `${path}.metrics.path`,
      message: 'must begin with /',
      value: quoted(place),
      advice: 'Leave it out for /metrics.',
    }),
    ...checkPods(from, 'workload/metrics', `${path}.metrics.from`),
  ];
};
