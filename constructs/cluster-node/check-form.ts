import { type Finding, problem } from '../../core/findings';
import { NAME_FORM } from '../../core/kubernetes';

/** Of a server: 1–65535. */
const PORT = String.raw`:(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])`;

/** The forms that the parts of a node's description have. */
const FORM = {
  api: new RegExp(String.raw`^https://(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(?:${PORT})?/?$`),
  url: new RegExp(String.raw`^https?://(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(?:${PORT})?(?:/[\w./-]*)?$`),
  registry: new RegExp(`^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:${PORT})?$`),
  domain: NAME_FORM.dnsName,
  image: /^[a-z0-9][\w./:@-]*$/,
  certificates: /^\s*(-----BEGIN CERTIFICATE-----\r?\n[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/,
  /** Of a label or a taint. */
  key: NAME_FORM.labelKey,
  value: new RegExp(`^$|${NAME_FORM.labelValue.source}`),
} as const satisfies Record<string, RegExp>;

/** The finding that a text has not the form it must have. */
export function formed(
  form: keyof typeof FORM,
  text: string,
  path: string,
  { must, advice }: { readonly must: string; readonly advice: string },
): readonly Finding[] {
  if (FORM[form].test(text)) return [];
  return [
    problem({ rule: 'cluster-node/form', path, message: `must be ${must}`, value: shown(text), advice }),
  ];
}

/** Whatever else it is, it may be a key: no more than the beginning of its first line is shown. */
function shown(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return JSON.stringify(line === text && line.length <= 60 ? text : `${line.slice(0, 27)}…`);
}
