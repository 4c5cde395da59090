import type { Config } from './config.ts';

/** What the whole installation was configured with and deep places need: addresses of links, post, the secret. */
export type Installation = Pick<
  Config,
  'publicUrl' | 'dataDirectory' | 'secret' | 'mailUrl' | 'mailFrom' | 'pecUrl' | 'pecFrom' | 'trustAnchors'
>;

let configured: Installation | null = null;

/** Said once when the process starts, before any command; a process serves one installation. */
export function configureInstallation(config: Installation): void {
  configured = config;
}

/** The configuration of this installation. */
export function installation(): Installation {
  if (!configured) throw new Error('configureInstallation was not called at the start');
  return configured;
}

/** An absolute address of ours, for a message that leaves the house. */
export const absoluteUrl = (path: string): string => `${installation().publicUrl}${path}`;
