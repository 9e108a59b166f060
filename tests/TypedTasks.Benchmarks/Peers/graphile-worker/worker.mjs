// What the other scripts share: the connection from the PG… environment variables, the settings, and how processor time is printed.
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import pg from "pg";

// "fastest" is the configuration of the project's own performance page.
const presets = {
  default: {},
  fastest: { concurrentJobs: 24, maxPoolSize: 25, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
};

export const pgPool = new pg.Pool({ max: 25 });
pgPool.on("error", (problem) => console.error(problem.message));
const logger = new Logger(() => (level, message) => {
  if (level === "error") console.error(message);
});

export const utils = await makeWorkerUtils({ pgPool, logger });
await utils.migrate();

export const start = (taskList, settings) => run({ pgPool, taskList, noHandleSignals: true, preset: { worker: { logger, ...presets[settings] } } });

export const addMany = (count) => pgPool.query(
  `select graphile_worker.add_jobs(array(
     select json_populate_record(null::graphile_worker.job_spec, json_build_object('identifier', 'no_op', 'payload', json_build_object('number', number)))
     from generate_series(1, $1::int) as number))`,
  [count]);

export async function end() {
  await utils.release();
  await pgPool.end();
}
