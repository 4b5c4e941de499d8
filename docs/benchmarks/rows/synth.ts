import { timeCommand } from '../command';
import { type Row, seconds, span } from '../row';

/** The reference project from the checkout, types accepted before. */
export const synth: Row = () => {
  const own = timeCommand('npm', ['run', '--silent', 'synth']);
  const peer = timeCommand('npx', ['cdktf', 'synth'], { rounds: 3, env: { DISABLE_VERSION_CHECK: '1' } });
  return [
    {
      work: 'reference synth from the checkout, `npm run synth`',
      slipway: `${span(own)}, ${seconds(own.cpu ?? 0)} of CPU`,
      peer: `\`npx cdktf synth\`: ${span(peer)}`,
      ratio: own.fastest / peer.fastest,
      mebibytes: own.mebibytes,
      aim: '≤ 0.8 s',
    },
  ];
};
