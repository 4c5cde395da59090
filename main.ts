import { BadConfiguration, readConfig } from '#platform/config';
import { startProduct } from './modules/start.ts';

/* Configuration → database → application → listen, job runner. */
try {
  const product = await startProduct(readConfig());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void product.stop().then(() => process.exit(0)));
  }
} catch (error) {
  if (error instanceof BadConfiguration) {
    console.error(error.message);
    process.exit(78);
  }
  console.error(error);
  process.exit(1);
}
