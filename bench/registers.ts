import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/*
 * The national registers, when they lie beside the project (../shared/data); otherwise bodies of the same shape and
 * number are made, always the same ones, and the report says so.
 */

const DATA = join(import.meta.dirname, '../../shared/data');
const COMUNI = 7896;
const IPA_BODIES = 15_224;

export interface Comune {
  istatCode: string;
  name: string;
  province: string;
  inhabitants: number;
}

export interface Registers {
  real: boolean;
  comuni: readonly Comune[];
  /** Names of the bodies in IndicePA. */
  ipaNames: readonly string[];
  /** The files as they are imported. */
  ipaFile: Buffer;
  comuniFile: Buffer;
}

export function readRegisters(): Registers {
  const ipa = join(DATA, 'ipa_enti.csv');
  const comuni = join(DATA, 'comuni.csv');
  const real = existsSync(ipa) && existsSync(comuni);
  const ipaFile = real ? readFileSync(ipa) : madeIpaFile();
  const comuniFile = real ? readFileSync(comuni) : madeComuniFile();
  const rows = (file: Buffer) => parse(file, { columns: true, bom: true }) as Record<string, string>[];
  return {
    real,
    ipaFile,
    comuniFile,
    ipaNames: rows(ipaFile).map((row) => row.denominazione!),
    comuni: rows(comuniFile).map((row) => ({
      istatCode: row.codice_istat!,
      name: row.denominazione!,
      province: row.provincia!,
      inhabitants: Number(row.popolazione),
    })),
  };
}

const BEGINNINGS =
  'Al Ber Bre Cal Cas Cor Fon Gar Lon Mar Mon Nav Or Pal Pon Ro Sar Sol Tor Tre Val Ver Vi Zo'.split(' ');
const MIDDLES = 'a ba ca de di ga ghe la le ma me na ni ra re sa so ta te vi'.split(' ');
const ENDS = 'bio cco da gna lino lo mo na nello no rasco ro sca sco sio te to zzo'.split(' ');
const SAINTS = 'Giovanni Pietro Martino Giorgio Lorenzo Michele Nicola Paolo Vito Zeno Fermo Felice'.split(
  ' ',
);
const PLACES = [
  'Terme',
  'del Monte',
  'al Serio',
  'Canavese',
  'Monferrato',
  'in Colle',
  'sul Naviglio',
  'Marittimo',
];
const OTHERS = [
  'Ordine degli Ingegneri della provincia di',
  'Ordine delle Professioni Infermieristiche di',
  'Consorzio di bonifica di',
  'Collegio dei Geometri laureati della provincia di',
  'Unione dei comuni di',
  'Azienda speciale servizi di',
  'Ordine degli Architetti di',
  'Ente gestore del parco di',
];

/** 8,640 words, each of few names: as in the registers, where two words of three stand in one name alone. */
const word = (n: number): string => {
  const at = (n * 4801) % (BEGINNINGS.length * MIDDLES.length * ENDS.length);
  const end = Math.floor(at / BEGINNINGS.length / MIDDLES.length);
  return `${BEGINNINGS[at % BEGINNINGS.length]}${MIDDLES[Math.floor(at / BEGINNINGS.length) % MIDDLES.length]}${ENDS[end]}`;
};

/**
 * A name like those of places, always the same for the same number: one in eighteen begins with San, one in eight has a
 * second word that other names have.
 */
export function madeName(n: number): string {
  const name = n % 18 === 7 ? `San ${SAINTS[Math.floor(n / 18) % SAINTS.length]} ${word(n)}` : word(n);
  return n % 8 === 3 ? `${name} ${PLACES[Math.floor(n / 8) % PLACES.length]}` : name;
}

/** The name of a body that is no comune. */
export const otherName = (n: number): string => `${OTHERS[n % OTHERS.length]} ${madeName(n)}`;

/** Most comuni are small: half have fewer than 2,500 inhabitants, a few have more than 40,000. */
export const madeInhabitants = (n: number): number => Math.round(60 * 10 ** (((n * 7919) % 1000) / 320));

const istat = (n: number): string => String(1001 + (n % 900) + Math.floor(n / 900) * 1000).padStart(6, '0');

function madeIpaFile(): Buffer {
  const lines = Array.from({ length: IPA_BODIES }, (_, n) => {
    const place = istat(n % COMUNI);
    return n < COMUNI
      ? `c_${n.toString(36)},Comune di ${madeName(n)},Pubbliche Amministrazioni,L6,Comuni e loro Consorzi e Associazioni,2430,84.11.1,${place},${place},https://www.comune-${n}.example`
      : `m_${n.toString(36)},${otherName(n)},Gestori di Pubblici Servizi,L37,Gestori di Pubblici Servizi,,36.00.0,${place},${place},`;
  });
  const header =
    'codice_ipa,denominazione,tipologia,categoria,categoria_nome,codice_natura,codice_ateco,codice_comune_istat,codice_istat_2026,sito';
  return Buffer.from([header, ...lines, ''].join('\n'));
}

function madeComuniFile(): Buffer {
  const lines = Array.from({ length: COMUNI }, (_, n) => {
    const code = istat(n);
    const name = madeName(n);
    return `${code},${name},,${name},,03,Lombardia,017,Brescia,Provincia,BS,0,Nord-ovest,ITC47,${code},${code},${madeInhabitants(n)},${madeInhabitants(n)},12.50,3,200,N,25000`;
  });
  const header =
    'codice_istat,denominazione,denominazione_altra,denominazione_completa,codice_catastale,regione_cod,regione,uts_cod,provincia,uts_tipo,sigla,capoluogo,ripartizione,nuts3,codice_istat_2017_2025,codice_istat_2010_2016,popolazione,popolazione_2011,superficie_kmq,zona_altimetrica,altitudine_m,montano,cap';
  return Buffer.from([header, ...lines, ''].join('\n'));
}
