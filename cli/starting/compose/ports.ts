import type { Protocol } from '../../../constructs/workload';
import type { Draft } from '../draft';
import { protocolOf } from '../draft-parts';
import { isHttp } from '../usual-ports';
import type { Input } from '../input';

interface Published {
  readonly port: string;
  readonly number: string;
  readonly input: Input;
}

/**
 * The ports of a service: what the host publishes becomes a public port if browsers speak to it.
 * @see https://docs.docker.com/reference/compose-file/services/#ports
 */
export function readPorts(draft: Draft, service: Input): void {
  const published = service
    .at('ports')
    .items()
    .flatMap((input) => onePort(draft, input));
  for (const input of service.at('expose').items()) {
    const text = input.text() ?? '';
    const [, first = '', last = first, protocol = 'tcp'] =
      /^(\d+)(?:-(\d+))?(?:\/(tcp|udp|sctp))?$/i.exec(text) ?? [];
    if (!isRange(first, last)) input.leave('It is not a port, or it is too large a range of ports.');
    else numbers(first, last).forEach((number) => draft.port(number, { protocol: protocolOf(protocol) }));
  }
  let served: string | undefined;
  for (const { port, number, input } of published) {
    if (served === undefined && isHttp(port)) {
      served = port;
      draft.props['public'] = port;
      draft.sizes['domain'] = `${draft.name}.example.com`;
      input.note(
        `Published as ${number}: here it is served under a domain. ${draft.name}.example.com stands for yours, in each environment.`,
      );
    } else if (port !== served)
      input.note(
        `Published as ${number}: other services reach it, clients outside do not. Where they must, set exposed in an environment: loadBalancer({ ports: ['${port}'], from: […] }).`,
      );
  }
}

function onePort(draft: Draft, input: Input): readonly Published[] {
  if (typeof input.value === 'object') return longPort(draft, input);
  const text = input.text() ?? '';
  const [, address, host, first = '', last = first, protocol = 'tcp'] =
    /^(?:(\[[^\]]+\]|[\d.]+)?:)?(?:(\d*(?:-\d+)?):)?(\d+)(?:-(\d+))?(?:\/(tcp|udp|sctp))?$/i.exec(text) ?? [];
  // `127.0.0.1::80` publishes at a port that the host chooses, and `8080:80` has no address.
  const [at, on] =
    host === undefined && address !== undefined && /^\d+$/.test(address)
      ? [undefined, address]
      : [address, host];
  if (!isRange(first, last)) {
    input.leave('It is not a port, or it is too large a range of ports.');
    return [];
  }
  const names = numbers(first, last).map((number) => draft.port(number, { protocol: protocolOf(protocol) }));
  return reachable(names[0] ?? '', on ?? 'any port', at, protocolOf(protocol), input);
}

function longPort(draft: Draft, input: Input): readonly Published[] {
  const target = input.at('target').number();
  if (target === undefined) {
    input.leave('It names no port of the container: target.');
    return [];
  }
  const protocol = protocolOf(input.at('protocol').text());
  const name = input.at('name').text();
  input.at('app_protocol').leave('Kubernetes and Slipway do not need it.');
  input.at('mode').take();
  const port = draft.port(target, { protocol, name });
  const published = input.at('published').text();
  const at = input.at('host_ip').text();
  return reachable(port, published ?? 'any port', at, protocol, input);
}

function reachable(
  port: string,
  number: string,
  address: string | undefined,
  protocol: Protocol,
  input: Input,
): readonly Published[] {
  if (address !== undefined && /^(127\.|\[?::1)/.test(address)) {
    input.note('Published to the machine itself: here `kubectl port-forward` reaches it.');
    return [];
  }
  if (protocol !== 'TCP') {
    input.note(
      `Published by ${protocol}: for clients outside, set exposed: loadBalancer(…) in an environment.`,
    );
    return [];
  }
  return [{ port, number, input }];
}

function isRange(first: string, last: string): boolean {
  return first !== '' && Number(first) >= 1 && Number(last) <= 65_535 && Number(last) - Number(first) < 20;
}

function numbers(first: string, last: string): readonly number[] {
  return Array.from(
    { length: Math.max(0, Number(last) - Number(first)) + 1 },
    (_, index) => Number(first) + index,
  );
}
