import {answering} from './answering.ts';
import {board} from './board.ts';
import {channels} from './channels.ts';
import {checks} from './checks.ts';
import {commands} from './commands.ts';
import {doctor} from './doctor.ts';
import {facilitating} from './facilitating.ts';
import {filters} from './filters.ts';
import {flags} from './flags.ts';
import {help} from './help.ts';
import {lines} from './lines.ts';
import {model} from './model.ts';
import {namespaces} from './namespaces.ts';
import {operations} from './operations.ts';
import {otherPrograms} from './other-programs.ts';
import {otherVerbs} from './other-verbs.ts';
import {pods} from './pods.ts';
import {policy} from './policy.ts';
import {redis} from './redis.ts';
import {replies} from './replies.ts';
import {running} from './running.ts';
import {settingUp} from './setting-up.ts';
import {shell} from './shell.ts';
import {slips} from './slips.ts';
import {steering} from './steering.ts';
import {steps} from './steps.ts';
import {tasks} from './tasks.ts';
import {upkeep} from './upkeep.ts';
import {verbs} from './verbs.ts';
import {wall} from './wall.ts';
import {yaml} from './yaml.ts';

/** Everything that people read, a file a room. */
export const en = {
  answering,
  board,
  channels,
  checks,
  commands,
  doctor,
  facilitating,
  filters,
  flags,
  help,
  lines,
  model,
  namespaces,
  operations,
  otherPrograms,
  otherVerbs,
  pods,
  policy,
  redis,
  replies,
  running,
  settingUp,
  shell,
  slips,
  steering,
  steps,
  tasks,
  upkeep,
  verbs,
  wall,
  yaml,
};

/** What each language says: one that lacks a sentence does not compile. */
export type Words = typeof en;
