import { literal } from '../../terraform';
import { containerText } from '../container-text';
import type { NoProbe, Probe } from '../probe';
import { type ProbePurpose, timingOf } from '../probe-timing';

/** A probe as the provider takes it, or none. */
export function probeBlock(purpose: ProbePurpose, probe: Probe | NoProbe | undefined) {
  if (probe === undefined || probe.kind === 'none') return undefined;
  return { ...timingOf(purpose, probe), ...question(probe) };
}

function question(probe: Probe) {
  if (probe.kind === 'exec') return { exec: { command: probe.command.map(containerText) } };
  if (probe.kind === 'tcp') return { tcpSocket: [{ port: probe.port }] };
  return { httpGet: { port: probe.port, path: literal(probe.path) } };
}
