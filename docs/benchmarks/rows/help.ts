import { timeCommand } from '../command';
import { type Row, seconds, span } from '../row';

export const help: Row = () => {
  const own = timeCommand(process.execPath, ['-C', 'slipway-source', 'bin/slipway.js', '--help']);
  const peer = timeCommand(process.execPath, ['-e', '0']);
  return [
    {
      work: '`slipway --help` in a checkout',
      slipway: `${span(own)}, ${seconds(own.cpu ?? 0)} of CPU`,
      peer: `Node alone: ${span(peer)}`,
      ratio: own.fastest / peer.fastest,
      mebibytes: own.mebibytes,
      aim: '≤ 0.25 s',
    },
  ];
};
