import { readConfig } from '#platform/config';
import { failedStart, startProduct, welcome } from './modules/start.ts';

/* Configuration → database → application → listen, job runner. */
try {
  const product = await startProduct(readConfig());
  console.log(welcome(product));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void product.stop().then(() => process.exit(0)));
  }
} catch (error) {
  const { message, code } = failedStart(error);
  console.error(message);
  process.exit(code);
}
