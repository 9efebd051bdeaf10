/** What goes wrong in a class that is well otherwise, and what is said of it. */
export interface Disturbance {
  /** The alert that it sets off, alone. */
  readonly alert: string;
  /**
   * Series that differ from those that were scraped: of a scraped one as many labels as tell it from the others, of a new
   * one all but `job` and `namespace`. Each has its values every 30 s for 40 minutes, as promtool writes them: `a+bxn` is
   * n values more after a, each larger by b; `_` is none.
   */
  readonly series: Readonly<Record<string, string>>;
  /** The labels of the alert besides its severity. */
  readonly labels: Readonly<Record<string, string>>;
  /** Its summary, filled in. */
  readonly summary: string;
}

const namespace = 'class';
const job = 'labrador';
const gone = '_x80';
const always = (value: number): string => `${value}+0x80`;
const growing = (by: number): string => `0+${by}x80`;
/** From 0 to that value, five minutes before the end. */
const once = (value: number): string => `0+0x69 ${value}+0x10`;

const firstAnswers = (le: string): string =>
  `labrador_first_answer_seconds_bucket{instance="bot",le="${le}",kind="answer"}`;
const clusterRequests = (code: string): string =>
  `labrador_cluster_request_seconds_count{instance="worker",kind="read",code="${code}"}`;

export const disturbances: readonly Disturbance[] = [
  {
    alert: 'LabradorNoBotLeads',
    series: {'labrador_leading{instance="bot"}': always(0)},
    labels: {namespace, job},
    summary: 'No bot of Labrador is at work',
  },
  {
    alert: 'LabradorNoBotLeads',
    series: {'labrador_leading{instance="bot"}': gone},
    labels: {namespace, job},
    summary: 'No bot of Labrador is at work',
  },
  {
    alert: 'LabradorNoWorker',
    series: {'labrador_build_info{instance="worker",role="worker"}': gone},
    labels: {namespace, job},
    summary: 'No worker of Labrador is at work',
  },
  {
    alert: 'LabradorPartMissing',
    series: {'labrador_up{instance="worker",part="redis"}': always(0)},
    labels: {namespace, job, part: 'redis'},
    summary: 'Labrador is without its redis',
  },
  {
    alert: 'LabradorCommandsWait',
    series: {'labrador_oldest_waiting_command_seconds{instance="bot"}': always(140)},
    labels: {namespace, job},
    summary: 'A command has waited for 2m 20s',
  },
  {
    alert: 'LabradorFirstAnswersSlow',
    series: {
      [firstAnswers('2')]: growing(1),
      [firstAnswers('2.5')]: growing(1),
      [firstAnswers('3')]: growing(1),
      [firstAnswers('+Inf')]: growing(1),
    },
    labels: {namespace, job},
    summary: 'First answers take 1.975s',
  },
  {
    alert: 'LabradorInteractionsTooLate',
    series: {'labrador_too_late_interactions_total{instance="bot"}': once(2)},
    labels: {namespace, job},
    summary: 'About 2 commands or clicks came too late',
  },
  {
    alert: 'LabradorAnswersLate',
    series: {'labrador_replies_total{instance="worker",result="late"}': once(6)},
    labels: {namespace, job},
    summary: 'About 6 answers wait for a click',
  },
  {
    alert: 'LabradorBugs',
    series: {'labrador_bugs_total{instance="worker",where="operation"}': once(1)},
    labels: {namespace, job, where: 'operation'},
    summary: "Something broke that is nobody's mistake",
  },
  {
    alert: 'LabradorClusterFails',
    series: {[clusterRequests('2xx')]: growing(8), [clusterRequests('5xx')]: growing(2)},
    labels: {namespace, job},
    summary: 'The API server fails 20% of requests',
  },
  {
    alert: 'LabradorWatchUnsteady',
    series: {'labrador_watch_restarts_total{instance="bot"}': growing(2)},
    labels: {namespace, job},
    summary: 'Watches of the cluster were lost about 60 times',
  },
  {
    alert: 'LabradorLearnersWait',
    series: {'labrador_learners_in_line{instance="bot"}': always(3)},
    labels: {namespace, job},
    summary: '3 learners wait for a sandbox',
  },
  {
    alert: 'LabradorRedisNearlyFull',
    series: {'labrador_redis_nearly_full{instance="bot"}': always(1)},
    labels: {namespace, job},
    summary: 'The memory of Redis is nearly used up',
  },
  {
    alert: 'LabradorInvalidRequests',
    series: {'labrador_chat_invalid_requests_total{instance="bot",status="403"}': growing(100)},
    labels: {namespace, job},
    summary: 'Discord refused about 2k requests in 10 minutes',
  },
  {
    alert: 'LabradorBusy',
    series: {'nodejs_eventloop_lag_p99_seconds{instance="bot"}': always(0.7)},
    labels: {namespace, job, instance: 'bot'},
    summary: 'bot stands still for 700ms at a time',
  },
  {
    alert: 'LabradorRestarts',
    series: {'process_start_time_seconds{instance="worker"}': '1+0x62 2+0x4 3+0x4 4+0x10'},
    labels: {namespace, job, instance: 'worker'},
    summary: 'worker was started 3 times in 15 minutes',
  },
  {
    alert: 'LabradorVersionsDiffer',
    series: {'labrador_build_info{instance="another",role="worker",version="another"}': always(1)},
    labels: {namespace, job},
    summary: 'Processes of Labrador are of different versions',
  },
];
