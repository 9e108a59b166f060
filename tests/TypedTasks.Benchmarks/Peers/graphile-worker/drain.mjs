// Drains a backlog with graphile-worker: node drain.mjs <jobs> <default|fastest>.
// The clock runs from the start of the worker until no job is left in its table.
import { addMany, end, pgPool, start } from "./worker.mjs";

const jobs = Number(process.argv[2]);
const settings = process.argv[3];

await addMany(Math.min(jobs, 2000));
await drain(Math.min(jobs, 2000)); // to warm up
await addMany(jobs);
await pgPool.query("vacuum analyze"); // as autovacuum does for a queue that is in use
await pgPool.query("checkpoint").catch(() => {}); // a given server need not let us
const figures = await drain(jobs, () => console.log("started"));
console.log(JSON.stringify(figures));
await end();

async function drain(count, onStart = () => {}) {
  let done = 0;
  let resolve;
  const allStarted = new Promise((settle) => { resolve = settle; });
  const taskList = { no_op: () => { if (++done === count) resolve(); } };

  onStart();
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  const runner = await start(taskList, settings);
  await allStarted;
  while ((await pgPool.query("select exists (select from graphile_worker._private_jobs) as left_over")).rows[0].left_over);
  const milliseconds = performance.now() - started;
  const cpu = process.cpuUsage(cpuBefore);
  await runner.stop();
  return { jobs: count, milliseconds, cpuMicroseconds: cpu.user + cpu.system };
}
