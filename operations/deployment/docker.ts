import { argumentsOf } from './configured';
import type { ProviderKnowledge, ReportedError } from './provider-knowledge';

/** The Docker engine that builds images, and the registry that they are pushed to. */
export const docker: ProviderKnowledge = {
  explanations: [
    {
      pattern: /no space left on device/i,
      applies: ({ address }) => address.startsWith('docker_'),
      explain: () =>
        'The Docker engine has no room left.\n→ See what takes it (`docker system df`), make room, and deploy again.',
    },
  ],
  silences: [
    {
      applies: ({ text }) => /Docker daemon|docker\.sock/.test(text),
      explain: () =>
        'The Docker engine does not answer.\n→ See that it runs (`docker info`), and deploy again.',
    },
    {
      applies: ({ address }) => address.startsWith('docker_registry_image.'),
      explain: (error) =>
        `The registry ${registryOf(error)} does not answer. What was built stays with the engine.\n` +
        '→ See that it runs and can be reached from here, and deploy again: the image is pushed then.',
    },
    {
      applies: ({ address }) => address.startsWith('docker_image.'),
      explain: () =>
        'Something that the build needs does not answer: its last lines are below.\n' +
        '→ Make sure that it can be reached from the machine where the engine runs.',
    },
  ],
};

/** The registry that an image is pushed to. */
function registryOf({ stack, address }: ReportedError): string {
  const { name } = argumentsOf(stack, `docker_image.${address.split('.')[1] ?? ''}`);
  return typeof name === 'string' ? (name.split('/')[0] ?? '') : 'of the project';
}
