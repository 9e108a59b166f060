// Drains a backlog with pg-boss: node drain.mjs <jobs> <default|fastest>.
// The clock runs from the start of its workers until no job waits or is active.
import { boss, end, queue, start } from "./boss.mjs";
import pg from "pg";

const jobs = Number(process.argv[2]);
const settings = process.argv[3];
const watch = new pg.Client();
await watch.connect();

for (let first = 0; first < jobs; first += 1000)
  await boss.insert(Array.from({ length: Math.min(1000, jobs - first) }, (_, i) => ({ name: queue, data: { number: first + i } })));
await watch.query("vacuum analyze"); // as autovacuum does for a queue that is in use
await watch.query("checkpoint").catch(() => {}); // a given server need not let us

let done = 0;
let resolve;
const allStarted = new Promise((settle) => { resolve = settle; });
console.log("started");
const started = performance.now();
const cpuBefore = process.cpuUsage();
await start(async (batch) => { if ((done += batch.length) === jobs) resolve(); }, settings);
await allStarted;
while ((await watch.query("select exists (select from pgboss.job where name = $1 and state < 'completed') as left_over", [queue])).rows[0].left_over);
const milliseconds = performance.now() - started;
const cpu = process.cpuUsage(cpuBefore);
console.log(JSON.stringify({ jobs, milliseconds, cpuMicroseconds: cpu.user + cpu.system }));
await watch.end();
await end();
