import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { NotFound, RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayResendMessages } from '../permissions.ts';
import { lockMessage, queueAgain } from '../store/messages.ts';

/**
 * Queues again a message that failed.
 * @throws NotFound; NotAllowed; RuleBroken `notifications.message-not-failed`, or `notifications.secret-is-gone`
 *   when the link that it carried is no longer kept.
 */
export async function resendMessage(call: Call, messageId: string): Promise<{ messageId: string }> {
  demand(call, mayResendMessages);
  return perform(
    call,
    'notifications.resend-message',
    async (tx) => {
      const message = await lockMessage(tx.db, call.centreId, messageId);
      if (!message) throw new NotFound('message', messageId);
      if (message.state !== 'FAILED' && message.state !== 'NOT_SENT')
        throw new RuleBroken('notifications.message-not-failed');
      if (!message.sealed && message.text.includes('{{'))
        throw new RuleBroken('notifications.secret-is-gone');
      await queueAgain(tx.db, call.centreId, messageId);
      await tx.enqueue({
        task: 'notifications.deliver',
        payload: { messageId },
        key: `message:${messageId}`,
        maxAttempts: 6,
      });
      tx.record({ action: 'notifications.message-resent', target: 'message', targetId: messageId });
      return { messageId };
    },
    { messageId },
  );
}
