const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;

/** Whether a text is one address and nothing else: no list, no name, no line break that could add a header. */
export const isOneAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text);

/** A subject on one line: breaks and other controls become spaces. */
export const oneLine = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what must go
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
    .trim()
    .slice(0, 250);
