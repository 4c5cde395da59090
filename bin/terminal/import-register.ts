import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { importRegister, type PlanCounts, type RegisterKindName, type Territory } from '#directory';
import { isIsoDate } from '#platform/calendar';
import { formatInteger } from '#platform/money';
import { WrongUse } from './exit.ts';
import { withInstallation } from './installation.ts';
import { meter } from './progress.ts';

export interface ImportOptions {
  apply?: boolean;
  centre?: string;
  territory: string;
  date?: string;
  effective?: string;
  source?: string;
}

/** Imports a register: a trial unless it is told to apply. */
export async function run(kind: string, path: string, options: ImportOptions): Promise<void> {
  for (const day of [options.date, options.effective])
    if (day !== undefined && !isIsoDate(day))
      throw new WrongUse(`La data «${day}» non è scritta come AAAA-MM-GG.`);
  const territory = territoryOf(options.territory);
  const bytes = readFileSync(path);
  await withInstallation(async ({ call }) => {
    const progress = meter();
    const { counts, applied } = await importRegister(await call(options.centre), {
      bytes,
      fileName: basename(path),
      ...(kind === 'auto' ? {} : { kind: kind as RegisterKindName }),
      options: {
        territory,
        ...(options.date ? { referenceDate: options.date } : {}),
        ...(options.effective ? { effectiveOn: options.effective } : {}),
        source: options.source ?? basename(path),
      },
      dryRun: !options.apply,
      onProgress: async (done, total, step) => progress.show(done, total, step),
    });
    progress.end();
    console.log(summary(counts, applied));
  });
}

function territoryOf(text: string): Territory {
  const [scope, value = ''] = text.split(':', 2);
  if (scope === 'all' || scope === 'known') return { scope };
  if (scope === 'region' && value) return { scope, region: value };
  if (scope === 'province' && value) return { scope: 'provinces', provinces: value.split(',') };
  throw new WrongUse(`L’ambito «${text}» non è fra all, known, region:<nome>, province:<sigla,sigla>.`);
}

function summary(counts: PlanCounts, applied: boolean): string {
  const line = (label: string, count: number) => `${label.padEnd(28)}${formatInteger(count).padStart(10)}`;
  return [
    applied ? 'Importazione applicata.' : 'Prova: nulla è cambiato. Ripetere con --apply per applicare.',
    line('Righe del file', counts.rows),
    line('Nuove', counts.new),
    line('Cambiate', counts.changed),
    line('Senza differenze', counts.unchanged),
    line('Rifiutate', counts.refused),
    line('Da scegliere a mano', counts.toChoose),
    line('Fuori dal territorio', counts.outside),
    ...(counts.refused + counts.toChoose > 0
      ? ['I motivi, riga per riga, sono nella pagina delle importazioni.']
      : []),
  ].join('\n');
}
