import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotSignedIn } from '#platform/errors';

export interface OwnAccount {
  email: string;
  name: string;
  createdAt: Date;
  passwordChangedAt: Date | null;
  secondStepSince: Date | null;
  recoveryCodesLeft: number;
  openSessions: number;
}

/** The own account. @throws NotSignedIn. */
export async function ownAccount(call: Call): Promise<OwnAccount> {
  const { accountId } = call.actor;
  if (!accountId) throw new NotSignedIn();
  const { rows } = await sql<OwnAccount>`
    select a.email, a.name, a.created_at as "createdAt", a.password_changed_at as "passwordChangedAt", a.totp_confirmed_at as "secondStepSince",
      (select count(*) from access.recovery_codes r where r.account_id = a.id and r.used_at is null) as "recoveryCodesLeft",
      (select count(*) from access.sessions s where s.account_id = a.id and s.ended_at is null and s.expires_at > ${call.now}) as "openSessions"
    from access.accounts a where a.id = ${accountId} and a.closed_at is null`.execute(call.db);
  if (!rows[0]) throw new NotSignedIn();
  return rows[0];
}

export interface OwnSession {
  id: string;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
  browser: string;
}

/** The own sessions that are open, the latest used first. @throws NotSignedIn. */
export async function ownSessions(call: Call): Promise<readonly OwnSession[]> {
  const { accountId } = call.actor;
  if (!accountId) throw new NotSignedIn();
  const { rows } = await sql<OwnSession>`
    select id, created_at as "createdAt", seen_at as "seenAt", expires_at as "expiresAt", browser
    from access.sessions where account_id = ${accountId} and ended_at is null and expires_at > ${call.now}
    order by seen_at desc, id limit 200`.execute(call.db);
  return rows;
}

export interface OwnToken {
  id: string;
  label: string;
  scopes: readonly string[];
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  lastUsedOn: string | null;
}

/** The own tokens in this centre, the latest first. @throws NotSignedIn. */
export async function ownTokens(call: Call): Promise<readonly OwnToken[]> {
  const { accountId } = call.actor;
  if (!accountId) throw new NotSignedIn();
  const { rows } = await sql<OwnToken>`
    select id, label, scopes, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt", last_used_on as "lastUsedOn"
    from access.api_tokens where centre_id = ${call.centreId} and account_id = ${accountId} order by created_at desc, id limit 200`.execute(
    call.db,
  );
  return rows;
}
