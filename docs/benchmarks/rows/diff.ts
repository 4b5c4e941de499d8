import { timeCommand } from '../command';
import { type Row, seconds, span } from '../row';

export const diff: Row = () => {
  const args = ['-C', 'slipway-source', 'bin/slipway.js', 'diff', '--base', 'HEAD'];
  const own = timeCommand(process.execPath, args, { rounds: 3 });
  return [
    {
      work: '`slipway diff --base HEAD`, again for the same commit',
      slipway: `${span(own)}, ${seconds(own.cpu ?? 0)} of CPU`,
      peer: '',
      mebibytes: own.mebibytes,
      aim: '≤ 2 s of CPU',
    },
  ];
};
