import { backup } from '#platform/database/backup';
import { restore } from '#platform/database/restore';
import { formatInteger } from '#platform/money';
import { withInstallation } from './installation.ts';
import { meter } from './progress.ts';

const STEPS = { tables: 'Tabelle', files: 'Documenti', check: 'Verifica' } as const;

/** Writes a copy of everything, or puts one back. */
export async function run(file: string, what: 'backup' | 'restore'): Promise<void> {
  await withInstallation(async ({ database, files }) => {
    const progress = meter();
    const work = what === 'backup' ? backup : restore;
    try {
      const totals = await work(
        database.url,
        file,
        ({ phase, done, total }) => progress.show(done, total, STEPS[phase]),
        files,
      );
      progress.end();
      const rows = Object.values(totals.tables).reduce((sum, table) => sum + table.rows, 0);
      const documents = Object.keys(totals.files).length;
      console.log(
        `${what === 'backup' ? `Copia scritta in ${file}` : 'Copia ripristinata e verificata'}: ${formatInteger(rows)} righe di ${Object.keys(totals.tables).length} tabelle, ${formatInteger(documents)} documenti.`,
      );
    } finally {
      progress.end();
    }
  });
}
