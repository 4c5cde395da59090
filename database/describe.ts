import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

/*
 * One readable page for each table, made from the live schema; the sentence at the top is the comment that stands above
 * the table in its migration. `node database/describe.ts URL` writes them; test/described.test.ts compares them.
 */

const ROOT = import.meta.dirname;
export const DESCRIBED = join(ROOT, 'described');

interface Column {
  column: string;
  type: string;
  required: boolean;
  otherwise: string | null;
}

/** Every page by its file name (`fees.payments.md`), from the schema of a migrated database. */
export async function describeTables(client: pg.Client | pg.Pool): Promise<Map<string, string>> {
  const { rows } = await client.query<{
    schema: string;
    name: string;
    kind: string;
    oid: number;
    secured: boolean;
  }>(`
    select n.nspname as schema, c.relname as name, c.relkind as kind, c.oid::int as oid, c.relrowsecurity as secured
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'graphile_worker')
      and not (n.nspname = 'platform' and c.relname = 'migrations') order by 1, 2`);
  const intros = introductions();
  const pages = new Map<string, string>();
  for (const table of rows) {
    const name = `${table.schema}.${table.name}`;
    pages.set(`${name}.md`, await describe(client, name, table, intros.get(name) ?? ''));
  }
  return pages;
}

async function describe(
  client: pg.Client | pg.Pool,
  name: string,
  table: { oid: number; kind: string; secured: boolean },
  intro: string,
): Promise<string> {
  const columns = await client.query<Column>(
    `select a.attname as column, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as otherwise
     from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [table.oid],
  );
  const view = table.kind === 'v';
  const lines = [
    `# ${name}`,
    '',
    ...(intro ? [intro, ''] : []),
    ...(view ? ['A window: other rooms may read it.', ''] : []),
  ];
  lines.push('| column | type | | otherwise |', '|---|---|---|---|');
  for (const c of columns.rows)
    lines.push(
      `| ${c.column} | ${c.type} | ${c.required ? 'required' : ''} | ${c.otherwise ? `\`${c.otherwise.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')}\`` : ''} |`,
    );
  if (!view) {
    lines.push(...(await promises(client, table.oid)), ...(await indexes(client, table.oid)));
    lines.push('', table.secured ? 'Locked by row security.' : 'Open to every centre.');
  }
  return `${lines.join('\n')}\n`;
}

async function promises(client: pg.Client | pg.Pool, oid: number): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1 and contype <> 'n' order by contype <> 'p', conname`,
    [oid],
  );
  return rows.length === 0
    ? []
    : [
        '',
        '## What the database promises',
        '',
        ...rows.map((r) => `- **${r.name.replaceAll('_', ' ')}** – \`${r.definition}\``),
      ];
}

async function indexes(client: pg.Client | pg.Pool, oid: number): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = $1 and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')) order by 1`,
    [oid],
  );
  return rows.length === 0
    ? []
    : [
        '',
        '## Indexes',
        '',
        ...rows.map(
          (r) => `- **${r.name.replaceAll('_', ' ')}** – \`${r.definition.replace(/^create /i, '')}\``,
        ),
      ];
}

/** The comment right above each table or view in the migrations. */
function introductions(): Map<string, string> {
  const found = new Map<string, string>();
  for (const path of globSync('migrations/*.sql', { cwd: ROOT }).sort()) {
    const text = readFileSync(join(ROOT, path), 'utf8');
    for (const [, comment, name] of text.matchAll(
      /((?:^--.*\n)+)create (?:table|view) (?:if not exists )?([a-z_]+\.[a-z_]+)/gm,
    )) {
      found.set(name!, comment!.replaceAll(/^-- ?/gm, '').trim().replaceAll('\n', ' '));
    }
  }
  return found;
}

/** Writes the pages; those of tables that are gone are removed. */
export function writeDescriptions(pages: ReadonlyMap<string, string>): void {
  rmSync(DESCRIBED, { recursive: true, force: true });
  mkdirSync(DESCRIBED, { recursive: true });
  for (const [name, text] of pages) writeFileSync(join(DESCRIBED, name), text);
}
