/** The door of the room. */

export { type NewMessage, sendMessage } from './commands/send-message.ts';
export { notificationLinks } from './links.ts';
export { mayResendMessages, mayViewMessages } from './permissions.ts';
