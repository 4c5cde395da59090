import { type Db, sql } from '#platform/database/pool';

export interface Account {
  id: string;
  email: string;
  name: string;
  passwordHash: string | null;
  /** Sealed; null when the second step is off. */
  totpSecret: string | null;
}

const COLUMNS = sql`id, email, name, password_hash as "passwordHash", case when totp_confirmed_at is not null then totp_secret end as "totpSecret"`;

/** The open account of an address, written in lower case; null when there is none. */
export async function findAccount(db: Db, email: string): Promise<Account | null> {
  const { rows } =
    await sql<Account>`select ${COLUMNS} from access.accounts where email = ${email} and closed_at is null`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** The open account, locked until the transaction ends; null when there is none. */
export async function lockAccount(db: Db, id: string): Promise<Account | null> {
  const { rows } =
    await sql<Account>`select ${COLUMNS} from access.accounts where id = ${id} and closed_at is null for update`.execute(
      db,
    );
  return rows[0] ?? null;
}

/** The open account, or null. */
export async function readAccount(db: Db, id: string): Promise<Account | null> {
  const { rows } =
    await sql<Account>`select ${COLUMNS} from access.accounts where id = ${id} and closed_at is null`.execute(
      db,
    );
  return rows[0] ?? null;
}

export async function insertAccount(
  db: Db,
  account: { id: string; email: string; name: string; passwordHash: string; now: Date },
): Promise<void> {
  await sql`insert into access.accounts (id, email, name, password_hash, password_changed_at, created_at)
    values (${account.id}, ${account.email}, ${account.name}, ${account.passwordHash}, ${account.now}, ${account.now})`.execute(
    db,
  );
}

export async function storePassword(db: Db, id: string, passwordHash: string, now: Date): Promise<void> {
  await sql`update access.accounts set password_hash = ${passwordHash}, password_changed_at = ${now} where id = ${id}`.execute(
    db,
  );
}

/** Takes a step of the second factor as used; false when it, or a later one, was used already. */
export async function useTotpStep(db: Db, id: string, step: number): Promise<boolean> {
  const { rows } = await sql`update access.accounts set totp_last_step = ${step}
    where id = ${id} and (totp_last_step is null or totp_last_step < ${step}) returning id`.execute(db);
  return rows.length > 0;
}

/** Turns the second step on (with its sealed secret) or off (null), and drops the recovery codes. */
export async function storeTotp(
  db: Db,
  id: string,
  sealed: string | null,
  step: number | null,
  now: Date,
): Promise<void> {
  await sql`update access.accounts set totp_secret = ${sealed}, totp_confirmed_at = ${sealed ? now : null}, totp_last_step = ${step} where id = ${id}`.execute(
    db,
  );
  await sql`delete from access.recovery_codes where account_id = ${id}`.execute(db);
}

/** Replaces the recovery codes. */
export async function storeRecoveryCodes(
  db: Db,
  id: string,
  hashes: readonly Buffer[],
  now: Date,
): Promise<void> {
  await sql`delete from access.recovery_codes where account_id = ${id}`.execute(db);
  for (const hash of hashes)
    await sql`insert into access.recovery_codes (account_id, code_hash, made_at) values (${id}, ${hash}, ${now})`.execute(
      db,
    );
}

/** Takes a recovery code as used; false when it is not one, or was used already. */
export async function useRecoveryCode(db: Db, id: string, hash: Buffer, now: Date): Promise<boolean> {
  const { rows } = await sql`update access.recovery_codes set used_at = ${now}
    where account_id = ${id} and code_hash = ${hash} and used_at is null returning account_id`.execute(db);
  return rows.length > 0;
}
