import { Cpu, everyone, loadBalancer, Size } from 'slipway';

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

const small = sized({ cpu: [100, 200], memory: [64, 128] });

/** As the authors of the boutique recommend. */
export const recommended = {
  frontend: { ...small, exposed: loadBalancer({ from: everyone('a shop for all') }) },
  adservice: sized({ cpu: [200, 300], memory: [180, 300] }),
  cartservice: sized({ cpu: [200, 300], memory: [64, 128] }),
  'redis-cart': sized({ cpu: [70, 125], memory: [200, 256] }),
  checkoutservice: small,
  currencyservice: small,
  emailservice: small,
  paymentservice: small,
  productcatalogservice: small,
  recommendationservice: sized({ cpu: [100, 200], memory: [220, 450] }),
  shippingservice: small,
  loadgenerator: sized({ cpu: [300, 500], memory: [256, 512] }),
};
