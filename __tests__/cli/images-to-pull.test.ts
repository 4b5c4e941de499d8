import { imagesToPull } from '../../cli/deploying/preflight';
import { resolveComposition } from '../../model';
import { Cpu, prebuilt, service, Size } from 'slipway';
import { DIGEST, front, smallProject, store } from '../support/small-project';

const TOOL = `sha256:${'7'.repeat(64)}`;
const small = { cpu: Cpu.millis(20), memory: Size.mebibytes(32) };

test('a deploy asks registries for the images of all containers, each once', () => {
  const tool = prebuilt(`docker.io/library/tool:1@${TOOL}`);
  const web = service({
    ...front.props,
    initContainers: { load: { image: store.image, command: ['load'] }, wait: { image: tool } },
    sidecars: { tool: { image: tool, ...small } },
  });
  const { project, releases, environments } = resolveComposition(
    smallProject({ devOnly: true, project: { services: [web, store] } }),
  );
  const [environment] = environments;
  if (environment === undefined) throw new Error('dev is missing');
  const pulled = imagesToPull({ project, releases, environment });
  expect(pulled.map(({ repository, digest }) => `${repository}@${digest}`)).toEqual([
    `registry.example.com/small/front@${DIGEST.front}`,
    `registry.example.com/small/store@${DIGEST.store}`,
    `docker.io/library/tool@${TOOL}`,
  ]);
  expect(pulled[0]?.path).toContain('front.json');
  expect(pulled[2]?.path).toBe('services.front.sidecars.tool.image');
});
