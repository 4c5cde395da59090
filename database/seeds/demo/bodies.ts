import { type NewBody, recordBodies } from '#directory';
import type { Call } from '#platform/call';
import { readDemoFile } from './seed.ts';

const SOURCE = 'Istat, ANPR, IndicePA (CC BY 4.0)';
const POPULATION_DAY = '2025-11-18';
const INVENTED = 'Numero inventato per la dimostrazione';

/** Bodies, figures and associations of the territory: the whole province, or the comuni of the Garda for the second centre. */
export async function seedBodies(call: Call, slug: string): Promise<void> {
  const associations = readDemoFile('associazioni.csv').filter(
    (a) => slug === 'brescia-demo' || a.codice_ipa === 'CMPAGB',
  );
  const wanted = new Set(associations.flatMap((a) => a.comuni!.split(' ')));
  const comuni = readDemoFile('comuni.csv').filter(
    (c) => slug === 'brescia-demo' || wanted.has(c.codice_istat!),
  );
  const bodies: NewBody[] = comuni.map((c, index) => ({
    key: c.codice_istat!,
    name: c.denominazione!,
    category: 'COMUNE',
    ipaCode: c.codice_ipa!,
    istatCode: c.codice_istat!,
    cadastralCode: c.codice_catastale!,
    taxCode: inventedTaxCode(index),
    province: 'Brescia',
    provinceCode: 'BS',
    region: 'Lombardia',
    postalCode: c.cap!.split(' ')[0]!,
    areaKm2: c.superficie_kmq!,
    digitalDomicile: `protocollo@pec.${c.codice_ipa!.replace('_', '')}.demo.example`,
    figures: [
      {
        kind: 'population',
        on: POPULATION_DAY,
        value: Number(c.popolazione),
        source: 'ANPR, rilevazione del 18/11/2025',
      },
      ...['2025-12-31', '2024-12-31', '2023-12-31', '2022-12-31'].map((on) => ({
        kind: 'population' as const,
        on,
        value: Number(c.popolazione),
        source: 'ANPR, riportata al 31/12 per la dimostrazione',
      })),
      // A few enterprises of the last year are not known yet: those bodies cannot be assessed, and the screens say so.
      ...[...(index % 41 === 7 ? [] : ['2025-12-31']), '2024-12-31', '2023-12-31', '2022-12-31'].map(
        (on) => ({
          kind: 'enterprises' as const,
          on,
          value: inventedEnterprises(Number(c.popolazione)),
          source: INVENTED,
        }),
      ),
    ],
  }));
  bodies.push(
    ...associations.map(
      (a, index): NewBody => ({
        key: a.codice_ipa!,
        taxCode: inventedTaxCode(1000 + index),
        name: a.denominazione!,
        category: a.tipo === 'CM' ? 'CM' : 'UNIONE',
        ipaCode: a.codice_ipa!,
        province: 'Brescia',
        provinceCode: 'BS',
        region: 'Lombardia',
        digitalDomicile: `protocollo@pec.${a.codice_ipa!.toLowerCase().replaceAll('_', '')}.demo.example`,
        associates: a.comuni!.split(' ').map((key) => ({ key, from: '2010-01-01' })),
      }),
    ),
  );
  await recordBodies(call, { source: SOURCE, validFrom: '2010-01-01', bodies });
}

/** About one enterprise every twelve inhabitants: a plausible invented number. */
const inventedEnterprises = (inhabitants: number): number => Math.round(inhabitants / 12);

/** Eleven digits that are nobody's: 999 is no tax office. */
const inventedTaxCode = (index: number): string => `999${String(index).padStart(8, '0')}`;
