import { type AllowedSigners, NotSsh, readSshSignature, whoSigned } from '../../core/ssh-signatures';
import type { ReleaseEvent } from '../release';
import { NAMESPACE } from './statement';

/** Who signed an event, or why it does not count as signed. */
export type Proof =
  | { readonly signedBy: string }
  | { readonly fault: 'missing' }
  /** The signature cannot be read, or is one of another program. */
  | { readonly fault: 'form'; readonly why: string }
  /** It is a signature of something else than this event in this place. */
  | { readonly fault: 'broken'; readonly key: string }
  /** The key may not sign this. */
  | { readonly fault: 'signer'; readonly key: string; readonly why: string };

/** Judges the signature of an event, of which the text is stated. */
export function proofOf(event: ReleaseEvent, text: string, allowed: AllowedSigners): Proof {
  if (event.signature === undefined) return { fault: 'missing' };
  try {
    const signature = readSshSignature(event.signature);
    const { key, namespace } = signature;
    if (namespace !== NAMESPACE)
      return { fault: 'form', why: `one in the namespace ${namespace.slice(0, 100)}` };
    const name = `${key.fingerprint} (${key.type})`;
    if (!signature.verifies(text)) return { fault: 'broken', key: name };
    const signed = whoSigned(allowed, key, NAMESPACE, Date.parse(event.at));
    return 'by' in signed ? { signedBy: signed.by } : { fault: 'signer', key: name, why: signed.refused };
  } catch (error) {
    if (error instanceof NotSsh) return { fault: 'form', why: error.message };
    throw error;
  }
}
