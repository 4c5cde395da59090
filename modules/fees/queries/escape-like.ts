/** The characters that LIKE would take as wildcards, taken as themselves. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
