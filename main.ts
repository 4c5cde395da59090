import { readConfig } from '#platform/config';
import { failedStart, startProduct, welcome } from './modules/start.ts';

/* Configuration → database → application → listen, job runner. */
try {
  const starting = startProduct(readConfig());
  // Asked to stop while it starts, it starts and then stops: nothing is left halfway.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(
      signal,
      () =>
        void starting
          .then((product) => product.stop())
          .then(
            () => process.exit(0),
            () => {},
          ),
    );
  console.log(welcome(await starting));
} catch (error) {
  const { message, code } = failedStart(error);
  console.error(message);
  process.exit(code);
}
