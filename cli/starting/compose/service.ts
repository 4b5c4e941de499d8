import { isList } from '../../../core/json';
import { NAME_FORM } from '../../../core/kubernetes';
import type { Draft } from '../draft';
import { isSecret } from '../held-secrets';
import { knownImage } from '../images';
import type { Input } from '../input';
import { scratchAt } from '../mount-place';
import { composeSeconds, durationOf } from '../quantities';
import { readCommand } from './command';
import type { ComposeContext } from './context';
import { readDeploy } from './deploy';
import { readEnvironment } from './environment';
import { readHealth } from './health';
import { readMounts } from './mounts';
import { pairsIn } from './pairs';
import { readPorts } from './ports';
import { readRestart } from './restart';
import { readSecurity } from './security';
import { readDnsOptions, readWorkingDir } from '../process-options';

/** Everything that a service says beside its image. */
export function readService(draft: Draft, input: Input, context: ComposeContext): void {
  readCommand(draft, input);
  readSecurity(draft, input, context);
  readPorts(draft, input);
  readHealth(draft, input);
  readEnvironment(draft, input, context);
  readMounts(draft, input, context);
  readDeploy(draft, input);
  readDependencies(draft, input);
  readLabels(draft, input);
  readWorkingDir(draft, input.at('working_dir'));
  const options = input.at('dns_opt');
  readDnsOptions(
    draft,
    (Array.isArray(options.value) ? options.items() : options.isThere ? [options] : []).map((one) => {
      const [name = '', value = ''] = (one.text() ?? '').split(':');
      return [name, value, one];
    }),
  );
  const grace = composeSeconds(input.at('stop_grace_period'));
  if (grace !== undefined) draft.props['terminationGrace'] = durationOf(grace);
  if (grace === 0) input.at('stop_grace_period').note('It has a second to end here, instead of none.');
  readRestart(draft, input, context);
  const hostname = input.at('hostname').text();
  if (hostname !== undefined && hostname !== draft.name)
    input.at('hostname').leave('A pod is called after its service.');
  if (input.at('read_only').value !== true) draft.unsaid.add('filesystem');
  const profiles = input.at('profiles');
  if (profiles.items().length > 0)
    profiles.leave(
      'It starts only when it is asked for: here it has no replicas until an environment sets how many.',
    );
  for (const key of ['container_name', 'pull_policy']) input.at(key).take();
  if (input.at('network_mode').value === 'bridge') input.at('network_mode').take();
  fitImage(draft, input);
  if (draft.volumes.size > 0 && draft.props['kind'] !== 'daemonSet') {
    draft.props['single'] = true;
    if (draft.sizes['replicas'] !== 0) delete draft.sizes['replicas'];
  }
  if (draft.props['kind'] === 'daemonSet') delete draft.sizes['replicas'];
}

/** What is known of its image, where the file says nothing else. */
function fitImage(draft: Draft, input: Input): void {
  const known = knownImage(input.at('build').isThere ? '' : (input.at('image').text() ?? ''));
  if (draft.ports.size === 0)
    for (const [name, number] of Object.entries(known?.ports ?? {})) draft.port(number, { name });
  if (known?.user !== undefined) draft.props['user'] ??= known.user;
  if (input.at('read_only').value !== true)
    for (const path of [...(known?.scratch ?? []), '/tmp']) scratchAt(draft, path);
}

function readDependencies(draft: Draft, service: Input): void {
  const depends = service.at('depends_on');
  if (isList(depends.value ?? null))
    for (const input of depends.items()) draft.wants.push({ host: input.text() ?? '', input });
  else
    for (const [host, input] of depends.entries()) {
      input.at('condition').text();
      if (input.at('restart').flag() === true)
        input.at('restart').leave('A rollout of one restarts no other.');
      if (input.at('required').flag() === false)
        input.at('required').leave('It is needed here, unless an environment sets it not to run.');
      draft.wants.push({ host, input });
    }
  for (const input of service.at('links').items())
    draft.wants.push({ host: (input.text() ?? '').split(':')[0] ?? '', input });
  // Of networks, only the names that they give services matter.
  const networks = service.at('networks');
  if (isList(networks.value ?? null)) networks.texts();
  else
    for (const [, network] of networks.entries()) {
      network.at('aliases').texts();
      network.at('driver_opts').leave('The cluster has one network, and policies on it.');
    }
}

const SECRET = 'It looks like a secret, and everyone who may look at the pods reads it.';

function readLabels(draft: Draft, service: Input): void {
  const kept: Record<string, string> = {};
  for (const [key, value = '', input] of pairsIn(service.at('labels'))) {
    if (/^(traefik|caddy|com\.docker|ofelia|diun|homepage|watchtower)\b/.test(key))
      input.leave('A tool that listens to Docker reads it. Set `public` for what clients outside reach.');
    else if (isSecret(key, value)) input.leave(SECRET);
    else if (NAME_FORM.labelKey.test(key) && (value === '' || NAME_FORM.labelValue.test(value)))
      kept[key] = value;
    else input.leave('It is not a label that Kubernetes takes: see annotations.');
  }
  if (Object.keys(kept).length > 0) draft.props['labels'] = kept;
  const annotations: Record<string, string> = {};
  for (const [key, text = '', input] of pairsIn(service.at('annotations'))) {
    if (isSecret(key, text)) input.leave(SECRET);
    else if (NAME_FORM.labelKey.test(key)) annotations[key] = text;
    else input.leave('Kubernetes takes no annotation of this name.');
  }
  if (Object.keys(annotations).length > 0) draft.props['annotations'] = annotations;
}
