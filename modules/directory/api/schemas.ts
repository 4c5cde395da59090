import { z } from 'zod';

/* What the answers of the room are made of. */

export const id = z
  .uuid()
  .meta({ description: 'Identificativo', example: '0199a000-0000-7000-8000-000000000001' });
export const day = (description: string) => z.iso.date().meta({ description, example: '2025-12-31' });
export const instant = (description: string) =>
  z.iso.datetime().meta({ description, example: '2026-11-21T09:00:00.000Z' });
export const text = (most: number, description: string, example: string) =>
  z.string().max(most).meta({ description, example });
export const whole = (description: string, example: number) =>
  z.int().min(0).max(2_000_000_000).meta({ description, example });

/** A body with all its open data. */
export const bodyAnswer = z
  .strictObject({
    id,
    name: text(500, 'Denominazione', 'Adro'),
    otherName: text(500, 'Denominazione in altra lingua', 'Bozen').nullable(),
    category: text(30, 'Categoria', 'COMUNE'),
    ipaCode: text(40, 'Codice IPA', 'c_a060').nullable(),
    ipaCategory: text(10, 'Categoria IPA', 'L6').nullable(),
    istatCode: text(6, 'Codice ISTAT', '017002').nullable(),
    cadastralCode: text(10, 'Codice catastale', 'A060').nullable(),
    taxCode: text(20, 'Codice fiscale', '00000000000').nullable(),
    vatNumber: text(20, 'Partita IVA', '00000000000').nullable(),
    province: text(200, 'Provincia', 'Brescia').nullable(),
    provinceCode: text(10, 'Sigla della provincia', 'BS').nullable(),
    region: text(200, 'Regione', 'Lombardia').nullable(),
    address: text(500, 'Indirizzo', 'Via Tullio Dandolo 55').nullable(),
    postalCode: text(10, 'CAP', '25030').nullable(),
    town: text(300, 'Località', 'Adro').nullable(),
    digitalDomicile: text(300, 'Domicilio digitale', 'protocollo@pec.example').nullable(),
    email: text(300, 'Posta elettronica', 'info@example').nullable(),
    website: text(500, 'Sito', 'https://www.example').nullable(),
    sdiCode: text(10, 'Codice univoco ufficio', 'UF0000').nullable(),
    mountain: text(1, 'Montanità: T totale, P parziale, N no', 'N').nullable(),
    areaKm2: text(20, 'Superficie in km², decimale', '13.590').nullable(),
    ceasedOn: day('Ultimo giorno dell’ente').nullable(),
    mergedIntoId: id.nullable(),
    madeOfIds: z.array(id).max(1000).meta({ description: 'Enti confluiti in questo' }),
    versionFrom: day('Denominazione e codici in vigore dal').nullable(),
    source: text(500, 'Fonte', 'ISTAT').meta({ description: 'Fonte', example: 'ISTAT' }),
    recordedAt: instant('In anagrafe dal'),
    inhabitants: whole('Abitanti all’ultima data', 7193).nullable(),
    populationOn: day('Data della popolazione').nullable(),
    enterprises: whole('Imprese attive all’ultima data', 599).nullable(),
    enterprisesOn: day('Data delle imprese').nullable(),
  })
  .meta({ id: 'Body' });
