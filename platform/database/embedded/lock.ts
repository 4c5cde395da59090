import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const RETRY_MS = 20;

/**
 * Runs `work` while no other process of this machine holds the lock of the same name.
 * The lock is a Linux abstract socket: the kernel frees it when its holder ends, however it ends, so no stale lock
 * can be left behind.
 * @throws when the lock is not free within `patience` milliseconds.
 */
export async function withProcessLock<T>(
  name: string,
  work: () => Promise<T>,
  patience = 120_000,
): Promise<T> {
  const path = `\0broletto-${createHash('sha256').update(name).digest('hex').slice(0, 40)}`;
  const deadline = Date.now() + patience;
  let held = await hold(path);
  while (!held) {
    if (Date.now() > deadline)
      throw new Error(`Un altro processo sta usando «${name}» da troppo tempo: chiuderlo e riprovare.`);
    await sleep(RETRY_MS);
    held = await hold(path);
  }
  const server = held;
  try {
    return await work();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

function hold(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen({ path }, () => resolve(server));
  });
}
