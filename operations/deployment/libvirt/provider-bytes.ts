import { providersIn, readOfProcess } from '../provider-processes';

/**
 * How many bytes the providers of a Terraform have read and written so far, disk and network together. Undefined where none runs,
 * or this machine does not tell.
 * @param group the process group that Terraform and they are
 */
export function providerBytes(group: number): number | undefined {
  const counts = providersIn(group).flatMap(bytesOf);
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

function bytesOf(pid: number): number | readonly [] {
  const [, read = '', written = ''] = /^rchar: (\d+)\nwchar: (\d+)/.exec(readOfProcess(pid, 'io')) ?? [];
  return read === '' ? [] : Number(read) + Number(written);
}
