import { localState, project } from 'slipway';
import * as services from './services';

/** Sock Shop: a shop for socks, in Go, Java and JavaScript, with six databases. Nothing is built here. */
export const sockShop = project({
  name: 'sock-shop',
  root: __dirname,
  state: localState(),
  services: [
    services.frontEnd,
    services.catalogue,
    services.catalogueDb,
    services.carts,
    services.cartsDb,
    services.orders,
    services.ordersDb,
    services.payment,
    services.customers,
    services.userDb,
    services.shipping,
    services.queueMaster,
    services.rabbitmq,
    services.sessionDb,
  ],
});
