import type { Draft } from '../draft';
import { holdsSecret } from '../held-secrets';
import type { Input } from '../input';
import { composeSeconds, durationOf } from '../quantities';
import { Call, type Source } from '../source';

/** How long Docker waits for a health check where nobody says it. Kubernetes would wait for one second. */
const TIMEOUT = 30;

/**
 * A health check as a readiness probe. Docker ignores failures during `start_period`, and so does Kubernetes before a pod was ready.
 * @see https://docs.docker.com/reference/compose-file/services/#healthcheck
 */
export function readHealth(draft: Draft, service: Input): void {
  const health = service.at('healthcheck');
  const test = health.at('test');
  const isOff = health.at('disable').flag() === true;
  const words = typeof test.value === 'string' ? ['CMD-SHELL', test.text() ?? ''] : test.texts();
  const [how, ...rest] = words;
  const period = composeSeconds(health.at('interval'));
  const timeout = composeSeconds(health.at('timeout'));
  const failures = health.at('retries').number();
  health.at('start_period').take();
  health.at('start_interval').leave('A readiness probe has one period.');
  if (how === undefined && health.isThere && !isOff)
    health.note('How the image is asked, its own HEALTHCHECK says: write that as ready.');
  if (how === undefined || how === 'NONE' || isOff) return;
  const command = how === 'CMD' ? rest : how === 'CMD-SHELL' ? ['/bin/sh', '-c', rest.join(' ')] : [];
  if (command.length === 0 || holdsSecret(command)) {
    test.leave(
      command.length === 0
        ? 'It begins with none of CMD, CMD-SHELL and NONE.'
        : 'It holds a secret, which a probe must not: everyone who may look at the pods reads it.',
    );
    return;
  }
  const options: { [option: string]: Source } = {
    ...(period === undefined ? {} : { period: durationOf(period) }),
    timeout: durationOf(timeout ?? TIMEOUT),
    ...(failures === undefined ? {} : { failures: Math.max(1, failures) }),
  };
  draft.props['ready'] = new Call('exec', command, options);
}
