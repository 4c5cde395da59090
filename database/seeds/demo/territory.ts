import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importRegister } from '#directory';
import type { Call } from '#platform/call';

/** The schematic map of the province, through the same importer as a true one; each centre takes its own comuni. */
export async function seedTerritory(call: Call): Promise<void> {
  await importRegister(call, {
    bytes: readFileSync(join(import.meta.dirname, 'territorio.topo.json')),
    fileName: 'territorio.topo.json',
    kind: 'boundaries',
    options: {
      territory: { scope: 'known' },
      source: 'disegno di questa dimostrazione, dalle posizioni pubblicate da Istat (CC BY 4.0)',
      note: 'Mappa schematica: celle attorno alla posizione dei comuni, non confini amministrativi.',
    },
    dryRun: false,
  });
}
