import type pg from 'pg';
import type { TableShape } from './contents.ts';

/** Puts back what `liftGuards` took away; foreign keys are checked against all rows then. */
export type PutBack = () => Promise<void>;

/**
 * Inside a transaction, drops the foreign keys of the tables and silences their triggers, so that rows can come in any
 * order and as they were. A superuser would not need it; the owner of the tables does.
 */
export async function liftGuards(client: pg.ClientBase, tables: readonly TableShape[]): Promise<PutBack> {
  const names = tables.map((table) => table.name);
  const keys = await foreignKeys(client, names);
  const triggers = await liveTriggers(client, names);
  for (const { of, name } of keys) await client.query(`alter table ${of} drop constraint ${name}`);
  for (const { of, name } of triggers) await client.query(`alter table ${of} disable trigger ${name}`);
  return async () => {
    // What was deferred is settled now: tables with checks still to come cannot be altered.
    await client.query('set constraints all immediate');
    for (const { of, name, mode } of triggers)
      await client.query(`alter table ${of} enable ${mode} trigger ${name}`);
    for (const { of, name, definition, remark } of keys) {
      await client.query(`alter table ${of} add constraint ${name} ${definition}`);
      if (remark !== null) await client.query(`comment on constraint ${name} on ${of} is ${literal(remark)}`);
    }
  };
}

interface ForeignKey {
  of: string;
  name: string;
  definition: string;
  remark: string | null;
}

/** Those of partitions follow the ones of their parent. */
async function foreignKeys(client: pg.ClientBase, tables: readonly string[]): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select format('%I.%I', n.nspname, c.relname) as of, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition,
       obj_description(k.oid, 'pg_constraint') as remark
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0
       and (k.conrelid = any ($1::regclass[]) or k.confrelid = any ($1::regclass[]) or c.relkind = 'p')
     order by k.oid`,
    [tables],
  );
  return rows;
}

async function liveTriggers(
  client: pg.ClientBase,
  tables: readonly string[],
): Promise<{ of: string; name: string; mode: string }[]> {
  const { rows } = await client.query(
    `select format('%I.%I', n.nspname, c.relname) as of, quote_ident(t.tgname) as name,
       case t.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end as mode
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and t.tgenabled <> 'D' and t.tgrelid = any ($1::regclass[]) order by t.oid`,
    [tables],
  );
  return rows;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
