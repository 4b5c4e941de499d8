import { Cpu, everyone, nodePort, Size } from 'slipway';

type Range = readonly [requested: number, most: number];

/** One pod with so many millicores and MiB. */
function sized({ cpu, memory }: { readonly cpu: Range; readonly memory: Range }) {
  return {
    replicas: 1,
    cpu: Cpu.millis(cpu[0]),
    cpuLimit: Cpu.millis(cpu[1]),
    memoryRequest: Size.mebibytes(memory[0]),
    memory: Size.mebibytes(memory[1]),
  };
}

const java = sized({ cpu: [100, 300], memory: [300, 500] });
/** The authors leave it open. */
const database = { replicas: 1, cpu: Cpu.millis(100), memory: Size.mebibytes(256) };

/** As the authors of the shop recommend. */
export const recommended = {
  'front-end': {
    ...sized({ cpu: [100, 300], memory: [300, 1000] }),
    exposed: nodePort({ ports: { http: 30001 }, from: everyone('a shop for all') }),
  },
  catalogue: sized({ cpu: [100, 200], memory: [100, 200] }),
  'catalogue-db': database,
  carts: sized({ cpu: [100, 300], memory: [200, 500] }),
  'carts-db': database,
  orders: sized({ cpu: [100, 500], memory: [300, 500] }),
  'orders-db': database,
  payment: sized({ cpu: [99, 200], memory: [100, 200] }),
  user: sized({ cpu: [100, 300], memory: [100, 200] }),
  'user-db': database,
  shipping: java,
  'queue-master': java,
  rabbitmq: database,
  'session-db': database,
};
