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

/** A file of figures, tried and not applied, with two rows to mend: what an officer finds on the desk. */
export async function seedTrial(call: Call): Promise<void> {
  const lines = [
    'codice_istat;comune;popolazione;data',
    '017001;Acquafredda;1539;31/12/2026',
    '017002;Adro;7201;31/12/2026',
    '017003;Agnosine;milleseicento;31/12/2026',
    '17;Alfianello;2298;31/12/2026',
  ];
  await importRegister(call, {
    bytes: Buffer.from(`${lines.join('\r\n')}\r\n`),
    fileName: 'popolazione-provvisoria-2026.csv',
    kind: 'population',
    options: { source: 'Anagrafi comunali, dato inventato per la dimostrazione' },
    dryRun: true,
  });
}
