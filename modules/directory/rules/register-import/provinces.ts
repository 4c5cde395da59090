/** Provinces and units like them: what a centre may choose its territory from. Codes of 1 January 2026. [ISTAT] */
export interface Province {
  /** The first three digits of the ISTAT codes of its comuni. */
  code: string;
  /** Two letters: BS. */
  abbreviation: string;
  name: string;
  region: string;
}

const TABLE = `
006|AL|Alessandria|Piemonte
005|AT|Asti|Piemonte
096|BI|Biella|Piemonte
004|CN|Cuneo|Piemonte
003|NO|Novara|Piemonte
001|TO|Torino|Piemonte
103|VB|Verbano-Cusio-Ossola|Piemonte
002|VC|Vercelli|Piemonte
007|AO|Valle d'Aosta/Vallée d'Aoste|Valle d'Aosta/Vallée d'Aoste
016|BG|Bergamo|Lombardia
017|BS|Brescia|Lombardia
013|CO|Como|Lombardia
019|CR|Cremona|Lombardia
097|LC|Lecco|Lombardia
098|LO|Lodi|Lombardia
020|MN|Mantova|Lombardia
015|MI|Milano|Lombardia
108|MB|Monza e della Brianza|Lombardia
018|PV|Pavia|Lombardia
014|SO|Sondrio|Lombardia
012|VA|Varese|Lombardia
021|BZ|Bolzano/Bozen|Trentino-Alto Adige/Südtirol
022|TN|Trento|Trentino-Alto Adige/Südtirol
025|BL|Belluno|Veneto
028|PD|Padova|Veneto
029|RO|Rovigo|Veneto
026|TV|Treviso|Veneto
027|VE|Venezia|Veneto
023|VR|Verona|Veneto
024|VI|Vicenza|Veneto
031|GO|Gorizia|Friuli-Venezia Giulia
093|PN|Pordenone|Friuli-Venezia Giulia
032|TS|Trieste|Friuli-Venezia Giulia
030|UD|Udine|Friuli-Venezia Giulia
010|GE|Genova|Liguria
008|IM|Imperia|Liguria
011|SP|La Spezia|Liguria
009|SV|Savona|Liguria
037|BO|Bologna|Emilia-Romagna
038|FE|Ferrara|Emilia-Romagna
040|FC|Forlì-Cesena|Emilia-Romagna
036|MO|Modena|Emilia-Romagna
034|PR|Parma|Emilia-Romagna
033|PC|Piacenza|Emilia-Romagna
039|RA|Ravenna|Emilia-Romagna
035|RE|Reggio nell'Emilia|Emilia-Romagna
099|RN|Rimini|Emilia-Romagna
051|AR|Arezzo|Toscana
048|FI|Firenze|Toscana
053|GR|Grosseto|Toscana
049|LI|Livorno|Toscana
046|LU|Lucca|Toscana
045|MS|Massa-Carrara|Toscana
050|PI|Pisa|Toscana
047|PT|Pistoia|Toscana
100|PO|Prato|Toscana
052|SI|Siena|Toscana
054|PG|Perugia|Umbria
055|TR|Terni|Umbria
042|AN|Ancona|Marche
044|AP|Ascoli Piceno|Marche
109|FM|Fermo|Marche
043|MC|Macerata|Marche
041|PU|Pesaro e Urbino|Marche
060|FR|Frosinone|Lazio
059|LT|Latina|Lazio
057|RI|Rieti|Lazio
058|RM|Roma|Lazio
056|VT|Viterbo|Lazio
069|CH|Chieti|Abruzzo
066|AQ|L'Aquila|Abruzzo
068|PE|Pescara|Abruzzo
067|TE|Teramo|Abruzzo
070|CB|Campobasso|Molise
094|IS|Isernia|Molise
064|AV|Avellino|Campania
062|BN|Benevento|Campania
061|CE|Caserta|Campania
063|NA|Napoli|Campania
065|SA|Salerno|Campania
072|BA|Bari|Puglia
110|BT|Barletta-Andria-Trani|Puglia
074|BR|Brindisi|Puglia
071|FG|Foggia|Puglia
075|LE|Lecce|Puglia
073|TA|Taranto|Puglia
077|MT|Matera|Basilicata
076|PZ|Potenza|Basilicata
079|CZ|Catanzaro|Calabria
078|CS|Cosenza|Calabria
101|KR|Crotone|Calabria
080|RC|Reggio Calabria|Calabria
102|VV|Vibo Valentia|Calabria
084|AG|Agrigento|Sicilia
085|CL|Caltanissetta|Sicilia
087|CT|Catania|Sicilia
086|EN|Enna|Sicilia
083|ME|Messina|Sicilia
082|PA|Palermo|Sicilia
088|RG|Ragusa|Sicilia
089|SR|Siracusa|Sicilia
081|TP|Trapani|Sicilia
118|CA|Cagliari|Sardegna
113|OT|Gallura Nord-Est Sardegna|Sardegna
117|VS|Medio Campidano|Sardegna
114|NU|Nuoro|Sardegna
116|OG|Ogliastra|Sardegna
115|OR|Oristano|Sardegna
112|SS|Sassari|Sardegna
119|CI|Sulcis Iglesiente|Sardegna
`;

/** Every province, by region and name. */
export const PROVINCES: readonly Province[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [code, abbreviation, name, region] = line.split('|') as [string, string, string, string];
    return { code, abbreviation, name, region };
  });

/** Every region, as ISTAT lists them. */
export const REGIONS: readonly string[] = [...new Set(PROVINCES.map((province) => province.region))];

const BY_ABBREVIATION = new Map(PROVINCES.map((province) => [province.abbreviation, province]));
const BY_CODE = new Map(PROVINCES.map((province) => [province.code, province]));

/** The province of an abbreviation (BS), or undefined. */
export const provinceOf = (abbreviation: string): Province | undefined =>
  BY_ABBREVIATION.get(abbreviation.toUpperCase());

/** The province of an ISTAT code, by its first three digits, or undefined for a code of another time. */
export const provinceOfIstatCode = (istatCode: string): Province | undefined =>
  BY_CODE.get(istatCode.slice(0, 3));
