import { podCheck } from 'slipway';
import { checkComposition, resolveComposition } from '../../../model';
import { front, released, smallProject } from '../../support/small-project';

const releases = ['dev', 'prod'].flatMap((name) => [released(name, 'front'), released(name, 'store')]);

test.each([
  ['http', []],
  ['htttp', ['connections/port environments.dev.checks.0.to']],
  // Every object inherits these.
  ['constructor', ['connections/port environments.dev.checks.0.to']],
  ['__proto__', ['connections/port environments.dev.checks.0.to']],
])('the pods of a service are asked at a port that it has: %s', (port, expected) => {
  const input = smallProject({ dev: { checks: [podCheck({ to: front.port(port as 'http') })] }, releases });
  const findings = checkComposition(resolveComposition(input));
  expect(findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual(expected);
});
