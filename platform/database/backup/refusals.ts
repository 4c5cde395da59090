import { existsSync } from 'node:fs';
import type pg from 'pg';
import { FORMAT, type Manifest, type TableShape, type Totals } from './contents.ts';
import { listFiles } from './files.ts';

/** The backup cannot be restored here, or not at all; the message says why, in Italian, and nothing was changed. */
export class RestoreRefused extends Error {}

export const damaged = (what: string): RestoreRefused =>
  new RestoreRefused(
    `La copia di sicurezza è incompleta o danneggiata (${what}): usarne un'altra. Il database non è stato modificato.`,
  );

/** @throws RestoreRefused when the archive was made by another state of the schema. */
export function refuseIfDifferent(manifest: Manifest, here: Manifest): void {
  if (manifest.format !== FORMAT) {
    throw new RestoreRefused(
      `La copia ha il formato ${manifest.format}, questa versione di Broletto legge il formato ${FORMAT}.`,
    );
  }
  const made = `La copia è stata fatta con ${manifest.product} ${manifest.version}`;
  const difference = firstDifference(manifest, here);
  if (difference) {
    throw new RestoreRefused(
      `${made}, che ha uno schema diverso da questo (${difference}): ripristinarla con quella versione e poi aggiornare.`,
    );
  }
}

function firstDifference(manifest: Manifest, here: Manifest): string | null {
  const known = new Map(here.migrations.map((m) => [m.name, m.checksum]));
  for (const { name, checksum } of manifest.migrations) {
    if (!known.has(name)) return `la migrazione ${name} qui non c'è`;
    if (known.get(name) !== checksum) return `la migrazione ${name} qui è diversa`;
    known.delete(name);
  }
  for (const name of known.keys()) return `qui c'è in più la migrazione ${name}`;
  if (manifest.jobSchema !== here.jobSchema)
    return `la coda dei lavori è alla revisione ${manifest.jobSchema}, qui alla ${here.jobSchema}`;
  const shape = (tables: readonly TableShape[]) => tables.map((t) => `${t.name} (${t.columns.join(', ')})`);
  const ours = new Set(shape(here.tables));
  const missing = shape(manifest.tables).find((table) => !ours.delete(table)) ?? [...ours][0];
  return missing ? `tabella ${missing}` : null;
}

/** @throws RestoreRefused when a table has rows. */
export async function refuseIfNotEmpty(client: pg.ClientBase, tables: readonly TableShape[]): Promise<void> {
  const full: string[] = [];
  for (const { name } of tables) {
    if ((await client.query(`select from ${name} limit 1`)).rowCount) full.push(name);
  }
  if (full.length === 0) return;
  const more = full.length > 5 ? ` e altre ${full.length - 5}` : '';
  throw new RestoreRefused(
    `Il database non è vuoto (${full.slice(0, 5).join(', ')}${more}): il ripristino si fa soltanto in un database nuovo, appena creato e senza dati dimostrativi.`,
  );
}

/** @throws RestoreRefused when the directory has files already, which a restore would mix with its own. */
export function refuseIfOccupied(directory: string): void {
  if (!existsSync(directory)) return;
  for (const path of listFiles(directory)) {
    throw new RestoreRefused(
      `La cartella dei file ${directory} non è vuota (${path}): svuotarla o indicarne un'altra.`,
    );
  }
}

/** @throws RestoreRefused when something that arrived is not what the archive's totals say. */
export function refuseIfTampered(totals: Totals, arrived: Totals): void {
  if (totals.manifest !== arrived.manifest) throw damaged('il manifesto non corrisponde');
  for (const kind of ['tables', 'files'] as const) {
    const names = new Set([...Object.keys(totals[kind] ?? {}), ...Object.keys(arrived[kind])]);
    for (const name of names) {
      if (JSON.stringify(totals[kind]?.[name]) !== JSON.stringify(arrived[kind][name])) {
        throw damaged(
          kind === 'tables' ? `la tabella ${name} non corrisponde` : `il file ${name} non corrisponde`,
        );
      }
    }
  }
}
