// Milliseconds from storing a job to its start in a worker of graphile-worker that waits: node latency.mjs <samples> <pause in milliseconds> <default|fastest>.
import { end, start, utils } from "./worker.mjs";

const samples = Number(process.argv[2]);
const pause = Number(process.argv[3]);
let arrived = () => {};
const add = () => utils.addJob("no_op", { number: 1 });
const runner = await start({ no_op: () => arrived(performance.now()) }, process.argv[4]);

await once(); // to warm up
const measured = [];
for (let i = 0; i < samples; i++) {
  await new Promise((resolve) => setTimeout(resolve, pause));
  measured.push(await once());
}

console.log(JSON.stringify({ samples: measured }));
await runner.stop();
await end();

async function once() {
  const arrival = new Promise((resolve) => { arrived = resolve; });
  const started = performance.now();
  await add();
  return await arrival - started;
}
