import { NAME_FORM } from '../../../core/kubernetes';
import { clearSecretsIn } from '../../../core/secrets';
import type { Draft } from '../draft';
import type { Input } from '../input';

/** Labels that tell workloads apart, or what installed them: Slipway has its own. */
const OWN_LABEL =
  /^(app|name|k8s-app|tier|release|chart|heritage|pod-template-hash|helm\.sh\/chart|app\.kubernetes\.io\/(name|instance|component|part-of|managed-by|version))$/;
const OF_A_TOOL =
  /^(kubectl\.kubernetes\.io\/|deployment\.kubernetes\.io\/|meta\.helm\.sh\/|rollme$|checksum\/|config\.kubernetes\.io\/|kompose\.)/;
/** Whether a field of a pod, such as `metadata.labels['app']`, is a label or an annotation that is not carried over. */
export function isDropped(field: string): boolean {
  const [, kind, key = ''] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(field) ?? [];
  return kind !== undefined && (kind === 'labels' ? OWN_LABEL : OF_A_TOOL).test(key);
}

/** What the API server writes. */
const OF_THE_SERVER = [
  'creationTimestamp',
  'uid',
  'resourceVersion',
  'generation',
  'managedFields',
  'selfLink',
  'namespace',
  'name',
  'generateName',
];

/** Labels and annotations that are somebody's own. */
export function readMetadata(
  draft: Draft,
  metadata: Input,
  [labels, annotations]: readonly [string, string],
): void {
  for (const key of OF_THE_SERVER) metadata.at(key).take();
  const kept = (input: Input, isOurs: RegExp, isLabel: boolean): Readonly<Record<string, string>> =>
    Object.fromEntries(
      input.entries().flatMap(([key, value]) => {
        const text = value.text() ?? '';
        if (isOurs.test(key)) return [];
        const fits =
          NAME_FORM.labelKey.test(key) && (!isLabel || text === '' || NAME_FORM.labelValue.test(text));
        if (fits && clearSecretsIn({ [key]: text }, '').length === 0) return [[key, text]];
        value.leave('It is not in a form that Kubernetes takes, or it looks like a secret.');
        return [];
      }),
    );
  const own = kept(metadata.at('labels'), OWN_LABEL, true);
  const notes = kept(metadata.at('annotations'), OF_A_TOOL, false);
  if (Object.keys(own).length > 0) draft.props[labels] = own;
  if (Object.keys(notes).length > 0) draft.props[annotations] = notes;
}

/** Counts what the API server and tools write as read. */
export function skipMetadata(metadata: Input): void {
  for (const key of OF_THE_SERVER) metadata.at(key).take();
  for (const [key, value] of metadata.at('labels').entries()) if (OWN_LABEL.test(key)) value.take();
  for (const [key, value] of metadata.at('annotations').entries()) if (OF_A_TOOL.test(key)) value.take();
}
