import { argumentsOf } from '../configured';
import type { Known, Said } from './known';

/** Whatever a stack is deployed to, and does not answer. The first whose words or address fit is meant. */
interface Silent {
  readonly is: (said: Said) => boolean;
  readonly means: (said: Said) => string;
}

const SILENT: readonly Silent[] = [
  {
    is: ({ stack }) => stack.name.includes('-machines-'),
    means: ({ stack: { name } }) =>
      `The hypervisor does not answer.\n→ If it comes back, deploy again. If it is lost, set its stack aside: --skip ${name}`,
  },
  {
    is: ({ text }) => /Docker daemon|docker\.sock/.test(text),
    means: () => 'The Docker engine does not answer.\n→ See that it runs (`docker info`), and deploy again.',
  },
  {
    is: ({ address }) => address.startsWith('docker_registry_image.'),
    means: (said) =>
      `The registry ${registryIn(said)} does not answer. What was built stays with the engine.\n` +
      '→ See that it runs and can be reached from here, and deploy again: it is pushed then.',
  },
  {
    is: ({ address }) => address.startsWith('docker_image.'),
    means: () =>
      'Something that the build needs does not answer: its last lines are below.\n→ Have it reached from where the engine runs.',
  },
  {
    is: ({ address }) => address.startsWith('kubernetes_'),
    means: () =>
      'The cluster did not answer. What it was told stands; whether that has come up is looked at by the next deploy.\n' +
      '→ See that it answers (`kubectl get --raw /readyz`), and deploy again.',
  },
];

export const noAnswer: Known = {
  said: /failed to (?:connect|dial)|Cannot connect to the Docker daemon|connection refused|no route to host|i\/o timeout|connection timed out|Connection reset|broken pipe|procedure interrupted while awaiting|handshake failed|no such file or directory.*libvirt-sock|no such host|could not resolve/i,
  means: (_match, said) =>
    SILENT.find(({ is }) => is(said))?.means(said) ??
    'What the stack is deployed to does not answer.\n→ See that it runs and can be reached from here.',
};

/** The registry that an image is pushed to. */
function registryIn({ stack, address }: Said): string {
  const { name } = argumentsOf(stack, `docker_image.${address.split('.')[1] ?? ''}`);
  return typeof name === 'string' ? (name.split('/')[0] ?? '') : 'of the project';
}
