import { type Finding, problem } from '../../core/findings';

/** Why an image can be neither verified nor promoted. */
export function unshippable(path: string, value: string, isSample: boolean): Finding {
  return problem({
    rule: 'promotion/shippable',
    path,
    message: isSample ? 'must not be a sample: no registry holds it' : 'must not be rejected',
    value,
    advice: isSample ? 'Release a real image first: `npx slipway release`.' : 'Select another digest.',
  });
}
