import type { Finding } from '../core/findings';
import { describeAfter, namesBefore } from '../core/pipeline';
import { needsAll, type PipelineStage } from './pipeline';

/** What the proof of the environments before lacks. Where any of them is enough, of the one that lacks least. */
export function lackingBefore(
  after: PipelineStage['after'],
  lackingIn: (environment: string) => readonly Finding[],
): readonly Finding[] {
  const lacking = namesBefore(after).map(lackingIn);
  if (needsAll(after)) return lacking.flat();
  if (lacking.some((findings) => findings.length === 0)) return [];
  const nearest = lacking.find(([finding]) => finding?.rule === 'promotion/soak') ?? lacking[0] ?? [];
  const others = `Any of ${describeAfter(after)} is enough.`;
  return nearest.map((finding) => ({ ...finding, advice: `${finding.advice} ${others}` }));
}
