// Stores jobs with pg-boss: node enqueue.mjs <callers> <jobs at a time> <milliseconds>.
import { boss, end, queue } from "./boss.mjs";

const [callers, atATime, duration] = process.argv.slice(2).map(Number);

function add(number) {
  if (atATime === 1) return boss.send(queue, { number });
  return boss.insert(Array.from({ length: atATime }, (_, i) => ({ name: queue, data: { number: number + i } })));
}

await measure(200); // to warm up
console.log("started");
console.log(JSON.stringify(await measure(duration)));
await end();

async function measure(length) {
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  const counts = await Promise.all(Array.from({ length: callers }, async () => {
    let count = 0;
    for (; performance.now() - started < length; count += atATime) await add(count);
    return count;
  }));
  const milliseconds = performance.now() - started;
  const cpu = process.cpuUsage(cpuBefore);
  return { jobs: counts.reduce((sum, count) => sum + count), milliseconds, cpuMicroseconds: cpu.user + cpu.system };
}
