/** One tag of an XML text, with the text that follows it up to the next tag. */
export interface Tag {
  /** Without namespace prefix. */
  name: string;
  closing: boolean;
  /** `<c/>`: opened and closed at once. */
  empty: boolean;
  attributes: string;
  /** Text after the tag, entities not yet read. */
  text: string;
}

/**
 * Walks the tags of an XML text in one pass, in linear time. No declarations, no entities but the five
 * of XML and the numeric ones: an XML bomb is nothing but text here.
 */
export function* readTags(xml: string): Generator<Tag> {
  let at = xml.indexOf('<');
  while (at >= 0) {
    const end = xml.indexOf('>', at);
    if (end < 0) return;
    const next = xml.indexOf('<', end);
    const closing = xml[at + 1] === '/';
    const empty = xml[end - 1] === '/';
    const inside = xml.slice(at + (closing ? 2 : 1), empty ? end - 1 : end);
    const space = inside.search(/\s/);
    const fullName = space < 0 ? inside : inside.slice(0, space);
    yield {
      name: fullName.slice(fullName.indexOf(':') + 1),
      closing,
      empty,
      attributes: space < 0 ? '' : inside.slice(space),
      text: xml.slice(end + 1, next < 0 ? xml.length : next),
    };
    at = next;
  }
}

/** The value of an attribute whatever its prefix, or an empty text. */
export function attributeOf({ attributes }: Tag, name: string): string {
  const found = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return readEntities(found?.[1] ?? found?.[2] ?? '');
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its entities read, and the `_x000D_` of spreadsheets. */
export function readEntities(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text;
  return text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
      if (name) return NAMED[name] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/_x([0-9A-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
