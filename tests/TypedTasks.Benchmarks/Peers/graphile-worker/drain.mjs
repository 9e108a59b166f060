// Drains a backlog with graphile-worker: node drain.mjs <jobs> <default|fastest>; the database comes from the PG… environment variables.
// Prints one JSON line: {"milliseconds": …, "cpuMicroseconds": …}. The clock runs from the start of the worker until no job is left in its table.
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import pg from "pg";

const jobs = Number(process.argv[2]);
const settings = process.argv[3];
const warmUpJobs = Math.min(jobs, 2000);

// "fastest" is the configuration of the project's own performance page.
const presets = {
  default: {},
  fastest: { concurrentJobs: 24, maxPoolSize: 25, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 },
};

const pgPool = new pg.Pool({ max: 25 });
pgPool.on("error", (problem) => console.error(problem.message));
const logger = new Logger(() => (level, message) => {
  if (level === "error") console.error(message);
});

const utils = await makeWorkerUtils({ pgPool, logger });
await utils.migrate();
await drain(warmUpJobs);
console.log(JSON.stringify(await drain(jobs)));
await utils.release();
await pgPool.end();

async function drain(count) {
  await pgPool.query(
    `select graphile_worker.add_jobs(array(
       select json_populate_record(null::graphile_worker.job_spec, json_build_object('identifier', 'no_op', 'payload', json_build_object('number', number)))
       from generate_series(1, $1::int) as number))`,
    [count]);
  await pgPool.query("checkpoint").catch(() => {}); // a given server need not let us

  let done = 0;
  const { promise: allStarted, resolve } = withResolvers();
  const taskList = { no_op: () => { if (++done === count) resolve(); } };

  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  const runner = await run({ pgPool, taskList, noHandleSignals: true, preset: { worker: { logger, ...presets[settings] } } });
  await allStarted;
  while ((await pgPool.query("select exists (select from graphile_worker._private_jobs) as left_over")).rows[0].left_over);
  const milliseconds = performance.now() - started;
  const cpu = process.cpuUsage(cpuBefore);
  await runner.stop();
  return { milliseconds, cpuMicroseconds: cpu.user + cpu.system };
}

function withResolvers() {
  let resolve;
  const promise = new Promise((settle) => { resolve = settle; });
  return { promise, resolve };
}
