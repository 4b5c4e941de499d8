import { explainNoAnswer } from '../../../operations/registry/explain-no-answer';

const place = { registry: 'r.example.com', host: 'r.example.com', timeoutMs: 1_000 };
const failed = (cause: object) => Object.assign(new TypeError('fetch failed'), { cause });

test.each([
  ['ECONNRESET', 'the connection was cut', 'Check the spelling'],
  ['EHOSTUNREACH', 'there is no way to it', 'Check the spelling'],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'its certificate is for another name',
    'Use a name that the certificate has',
  ],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is signed by an unknown authority', 'NODE_EXTRA_CA_CERTS'],
  ['SOMETHING_NEW', 'what was said', 'Check the spelling'],
])('%s is explained, with what to do', (code, what, advice) => {
  const { message } = explainNoAnswer(failed({ code, message: 'what was said' }), place) as Error;
  expect(message).toContain(`can't reach the registry r.example.com: ${what}\n    → `);
  expect(message).toContain(advice);
});
