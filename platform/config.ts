import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce
  .number({ error: 'deve essere un numero di porta, per esempio 3000' })
  .int()
  .min(0)
  .max(65535);
const postgresUrl = z
  .string()
  .regex(
    /^postgres(ql)?:\/\//,
    'deve cominciare con postgres://, per esempio postgres://utente:password@server/broletto',
  );
const yesNo = z
  .enum(['0', '1', 'false', 'true'], { error: 'deve essere 0 oppure 1' })
  .transform((v) => v === '1' || v === 'true');

const schema = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'deve essere un indirizzo, per esempio https://cst.provincia.example',
    })
    .optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_READ_URL: postgresUrl.optional(),
  DATA_DIR: z.string().min(1).default('var'),
  SECRET: z.string().min(32, 'deve avere almeno 32 caratteri casuali').optional(),
  MAIL_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'deve cominciare con smtp:// oppure smtps://')
    .optional(),
  MAIL_FROM: z.string().min(3).default('Broletto <noreply@localhost>'),
  PEC_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'deve cominciare con smtp:// oppure smtps://')
    .optional(),
  PEC_FROM: z.string().min(3).optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'deve essere uno fra fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
  DEMO: yesNo.optional(),
  WEB: yesNo.default(true),
  WORKER: yesNo.default(true),
  WORKER_CONCURRENCY: z.coerce
    .number({ error: 'deve essere un numero fra 1 e 20' })
    .int()
    .min(1)
    .max(20)
    .default(2),
  DATABASE_POOL: z.coerce
    .number({ error: 'deve essere un numero fra 2 e 200' })
    .int()
    .min(2)
    .max(200)
    .default(20),
  TRUST_PROXY: yesNo.default(false),
  TRUST_ANCHORS: z.string().min(1).optional(),
});

/** How this process was asked to run; one value for each variable of the environment that it reads. */
export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  databaseUrl: string | undefined;
  databaseReadUrl: string | undefined;
  dataDirectory: string;
  secret: string;
  mailUrl: string | undefined;
  mailFrom: string;
  /** The certified mailbox (PEC), when there is one. */
  pecUrl: string | undefined;
  pecFrom: string | undefined;
  logLevel: string;
  demo: boolean;
  web: boolean;
  worker: boolean;
  workerConcurrency: number;
  databasePool: number;
  trustProxy: boolean;
  /** Folder of the certificates (PEM) of the certification authorities that every centre recognises. */
  trustAnchors: string | undefined;
}

/** The environment has a value that cannot be used: the message names each one and says how to mend it. */
export class BadConfiguration extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Configurazione non valida:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
    this.name = 'BadConfiguration';
    this.problems = problems;
  }
}

/**
 * Reads the configuration from the environment.
 * @throws BadConfiguration with a sentence for each bad value.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new BadConfiguration(
      parsed.error.issues.map((i) => `${i.path.join('.')}=«${given[String(i.path[0])] ?? ''}» ${i.message}`),
    );
  }
  const e = parsed.data;
  const dataDirectory = resolve(e.DATA_DIR);
  const production = environment.NODE_ENV === 'production';
  if (production && e.DATABASE_URL && !e.SECRET) {
    throw new BadConfiguration([
      'SECRET manca: in esercizio, con DATABASE_URL, va indicata una stringa casuale di almeno 32 caratteri, uguale per tutti i processi',
    ]);
  }
  return {
    port: e.PORT,
    host: e.HOST,
    publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, ''),
    databaseUrl: e.DATABASE_URL,
    databaseReadUrl: e.DATABASE_READ_URL,
    dataDirectory,
    secret: e.SECRET ?? storedSecret(dataDirectory),
    mailUrl: e.MAIL_URL,
    mailFrom: e.MAIL_FROM,
    pecUrl: e.PEC_URL,
    pecFrom: e.PEC_FROM,
    logLevel: e.LOG_LEVEL,
    demo: e.DEMO ?? (!production && !e.DATABASE_URL),
    web: e.WEB,
    worker: e.WORKER,
    workerConcurrency: e.WORKER_CONCURRENCY,
    databasePool: e.DATABASE_POOL,
    trustProxy: e.TRUST_PROXY,
    trustAnchors: e.TRUST_ANCHORS ? resolve(e.TRUST_ANCHORS) : undefined,
  };
}

/** The secret made at the first start and kept in the data directory, readable by its owner alone. */
function storedSecret(dataDirectory: string): string {
  const path = join(dataDirectory, 'secret');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(dataDirectory, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return secret;
}
