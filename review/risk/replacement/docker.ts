import type { ReplacementTable } from './table';

const provider = 'docker 3.6.2';

export const DOCKER: ReplacementTable = {
  docker_image: {
    provider,
    arguments: [
      'name',
      'platform',
      'pull_triggers',
      'triggers',
      'build.build_args',
      'build.builder',
      'build.context',
      'build.dockerfile',
      'build.labels',
      'build.platform',
      'build.secrets',
      'build.target',
    ],
  },
  docker_registry_image: { provider, arguments: ['name', 'triggers'] },
};
