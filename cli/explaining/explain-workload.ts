import { imagesOf, namespaceOf, selectedImage, selectedOf } from '../../model';
import { columns } from '../../review';
import { findByName } from '../project';
import { shortDigest } from '../../core/text';
import { sourceLineText } from './declared-line';
import type { Explainer } from './explainer';
import { type Explanation, indented } from './explanation';
import { describePrebuilt, describeReleased } from './describe-image';
import type { ExplainTarget } from './explain-target';

/** The image of a workload in an environment, and how it came there. */
export async function explainWorkload(
  explainer: Explainer,
  { environment: place, workload, pod }: ExplainTarget & { readonly kind: 'workload' },
): Promise<Explanation> {
  const { context, lines } = explainer;
  const { project, environments } = context.input;
  const environment = findByName('environment', environments, place);
  const { services, jobs = [] } = project.props;
  const job = jobs.find(({ name }) => name === workload);
  const service = job?.props.of ?? services.find(({ name }) => name === workload);
  if (service === undefined) throw new Error(`The workload ${workload} was found, but nothing declares it.`);
  const declared = lines.named((job ?? service).file, workload);
  const settings = lines.settings(place, service.name);
  const namespace = namespaceOf(project.name, environment);
  const image = selectedImage(context.input, environment, service);
  const story =
    image === undefined
      ? { json: { image: null }, lines: [`${place} selects no image of it: it does not run there.`] }
      : service.image.kind === 'prebuilt'
        ? await describePrebuilt(explainer, place, image, lines.named(service.file, service.name))
        : await describeReleased(explainer, place, service.image.service.name, image);
  const beside = imagesOf(service)
    .slice(1)
    .flatMap(({ container = '', image: other }) => {
      const found = selectedOf(context.input, environment, other);
      return found === undefined ? [] : [{ container, ...found }];
    });
  return {
    json: {
      environment: place,
      namespace,
      workload,
      pod,
      imageOf: job && service.name,
      declaredAt: declared === undefined ? null : sourceLineText(declared),
      settingsAt: settings === undefined ? null : sourceLineText(settings),
      ...story.json,
      beside:
        beside.length === 0
          ? undefined
          : beside.map(({ container, repository, digest }) => ({ container, repository, digest })),
    },
    text: [
      [
        pod === undefined ? '' : `${pod}, a pod of `,
        `${workload} in ${place}`,
        job === undefined ? '' : `, a job with the image of ${service.name}`,
        `, namespace ${namespace}`,
      ].join(''),
      ...columns([
        ...(declared === undefined ? [] : [['declared', sourceLineText(declared)]]),
        ...(settings === undefined ? [] : [['settings', sourceLineText(settings)]]),
        ...beside.map(({ container, repository, digest }) => [
          `beside it`,
          `${container} runs ${repository}@${shortDigest(digest)}`,
        ]),
      ]).map(indented),
      ...story.lines,
      `This is what ${place} is to run. What runs there, the cluster knows: \`npx slipway status ${place}\`.`,
    ].join('\n'),
  };
}
