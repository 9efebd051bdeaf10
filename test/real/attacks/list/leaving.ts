import type {ChatAttack} from '../attack.ts';
import {attemptOf} from '../chat-ways.ts';
import {folderOf} from '../mischiefs.ts';
import {kubectl, secretOfAda} from '../world.ts';

/** Ends Mallory's part: nothing can be played after it. */
export const leaving: readonly ChatAttack[] = [
  {
    group: 'through the chat',
    name: 'erasing another’s folder, by a planted link',
    threat: 'other learners',
    path: '/lab leave',
    attempt: async ({mallory, ada}) => {
      const links = `ln -sfn ${folderOf(ada.namespace)} /var/log/nginx/theirs; ln -sfn / /var/log/nginx/all`;
      await mallory.person.types(kubectl(`exec daemonset/nginx -- sh -c "${links}"`));
      const answer = await (await mallory.person.sends('/lab leave')).answered(180_000);
      const attempt = await attemptOf(mallory, answer);
      const isErased = /host folder on \S+ erased/.test(attempt.shown ?? '');
      return isErased
        ? {stoppedBy: 'kubelet/runtime', evidence: 'the links were erased, and not what they name'}
        : attempt;
    },
    effect: async ({admin, mallory, ada}) => {
      const hers = await admin.onNodes('sh', '-c', `cat ${folderOf(ada.namespace)}/volumes/nginx-logs/private || true`);
      if (!hers.includes(secretOfAda)) return 'Ada’s file is gone';
      const own = await admin.onNodes('sh', '-c', `ls -d ${folderOf(mallory.namespace)} || true`);
      return own.includes(mallory.namespace) && !own.includes('No such file')
        ? 'Mallory’s own folder is left'
        : undefined;
    },
  },
];
