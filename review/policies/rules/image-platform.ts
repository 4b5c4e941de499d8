import { at, items, only, textOf } from '../../../core/json';
import { text } from '../../workloads';
import { type Policy, verdict } from '../policy';

/** The architecture as libvirt names it → as images name it. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64' };

/** Images are built for the machines that they run on. */
export const imagePlatform: Policy = {
  name: 'images/platform',
  severity: { protected: 'error', other: 'error' },
  judgeProject: ({ stacks }) => {
    const blocks = [...stacks.values()].flatMap((stack) => [...stack.blocks.values()]);
    const machines = new Set(
      blocks
        .filter(({ kind, type }) => kind === 'resource' && type === 'libvirt_domain')
        .map(({ arguments: args }) => ARCHITECTURES[text(args['arch']) ?? 'x86_64']),
    );
    const images = blocks.filter(({ kind, type }) => kind === 'resource' && type === 'docker_image');
    if (machines.size === 0 || images.length === 0) return 'not applicable';
    return verdict(
      images.flatMap(({ address, arguments: args }) => {
        const platforms = items(at(only(args['build']), 'platform') ?? args['platform']).map(textOf);
        const built = platforms.map((platform) => platform.split('/')[1]);
        const missing = [...machines].filter((machine) => built.length > 0 && !built.includes(machine));
        if (missing.length === 0) return [];
        return [
          {
            path: address,
            message: `must be built for ${missing.join(' and ')}, which its machines are`,
            value: platforms.join(', '),
            advice: 'Set the platform of the build to that of the machines.',
          },
        ];
      }),
    );
  },
};
