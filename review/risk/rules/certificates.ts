import { at, isObject, items, type Json, textOf, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { risksOf } from '../risk';
import type { CustomJudge } from './custom-judge';
import { usersOfSecret } from './users-of-secrets';

const serves = risksOf('exposure');
const ends = risksOf('availability');

/** A certificate that cert-manager keeps in a Secret. */
export const ofCertificate: CustomJudge = ({ old, head, context }) => {
  const { inProtected } = context;
  if (old === undefined) return [];
  if (head === undefined)
    return [
      ends(`no longer renews the certificate in ${secretOf(old)}: it ends when that does`, inProtected),
    ];
  const [was, is] = [old, head].map(issuerOf);
  const kept = new Set(namesOf(head));
  const lost = namesOf(old).filter((name) => !kept.has(name));
  const [former, secret] = [secretOf(old), secretOf(head)];
  const users = former === secret ? [] : usersOfSecret(context, old, former);
  return [
    ...(was === is ? [] : [serves(`is issued by ${String(is)} in place of ${String(was)}`, inProtected)]),
    ...(lost.length === 0
      ? []
      : [ends(`is no longer for ${firstOf(lost, MOST)}: visitors there are warned`, inProtected)]),
    ...(former === secret
      ? []
      : [
          ends(
            `is kept in ${secret} in place of ${former}, which is no longer renewed${users.length === 0 ? '' : `, and which ${firstOf(users, MOST)} still names`}`,
            inProtected && users.length > 0,
          ),
        ]),
  ];
};

/** Further ones are only counted. */
const MOST = 3;

function issuerOf(certificate: Json): string {
  const reference = within(certificate, ['spec', 'issuerRef']);
  return `${textOf(at(reference, 'kind')) || 'Issuer'} ${textOf(at(reference, 'name'))}`;
}

function namesOf(certificate: Json): readonly string[] {
  return items(within(certificate, ['spec', 'dnsNames'])).map(textOf);
}

function secretOf(certificate: Json): string {
  return textOf(within(certificate, ['spec', 'secretName']));
}

/** Who makes certificates, and how. */
export const ofIssuer: CustomJudge = ({ old, head, context: { inProtected } }) => {
  if (old === undefined) return [];
  if (head === undefined)
    return [ends('no longer issues certificates: none of its own is renewed', inProtected)];
  const [was, is] = [old, head].map(wayOf);
  return was === is
    ? []
    : [serves(`issues certificates by ${String(is)} in place of ${String(was)}`, inProtected)];
};

/** Each kind of issuer has a block of its own. */
function wayOf(issuer: Json): string {
  const spec = within(issuer, ['spec']);
  const [kind = 'nothing'] = isObject(spec) ? Object.keys(spec) : [];
  const where = ['server', 'secretName', 'path'].map((key) => textOf(within(spec, [kind, key])));
  return [kind, ...where.filter((part) => part !== '')].join(' ');
}
