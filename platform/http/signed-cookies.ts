import cookie from '@fastify/cookie';

type Unsigned = ReturnType<ReturnType<typeof cookie.signerFactory>['unsign']>;

/** Cookies remembered; when there are more, all are forgotten. */
const MOST = 5000;

/**
 * Signs cookies, and remembers what each signed one was found to be: the same cookie comes with every request of a
 * browser, and its answer never changes for a secret. What is not rightly signed is not remembered.
 */
export function rememberingSigner(secret: string): {
  sign(value: string): string;
  unsign(value: string): Unsigned;
} {
  const signer = cookie.signerFactory(secret);
  const known = new Map<string, Unsigned>();
  return {
    sign: (value) => signer.sign(value),
    unsign(value) {
      const found = known.get(value);
      if (found) return found;
      const unsigned = signer.unsign(value);
      if (unsigned.valid) {
        if (known.size >= MOST) known.clear();
        known.set(value, unsigned);
      }
      return unsigned;
    },
  };
}
