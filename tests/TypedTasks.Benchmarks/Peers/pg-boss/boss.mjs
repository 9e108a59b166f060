// What the other scripts share: the connection from the PG… environment variables, and the settings.
import PgBoss from "pg-boss";

export const queue = "no_op";

// "fastest": large batches, which are completed whole, and a worker that fetches again at once after each batch instead of at its next poll.
const presets = {
  default: {},
  fastest: { batchSize: 2000, pollingIntervalSeconds: 0.5 },
};

export const boss = new PgBoss({
  host: process.env.PGHOST,
  port: Number(process.env.PGPORT),
  user: process.env.PGUSER,
  password: process.env.PGPASSWORD,
  database: process.env.PGDATABASE,
  max: 32,
  schedule: false,
});
boss.on("error", (problem) => console.error(problem.message));
await boss.start();
await boss.createQueue(queue);

export async function start(handler, settings) {
  if (settings !== "fastest") return boss.work(queue, presets[settings], handler);
  for (let i = 0; i < 2; i++) {
    const worker = await boss.work(queue, presets[settings], async (batch) => {
      boss.notifyWorker(worker);
      await handler(batch);
    });
  }
}

export const end = () => boss.stop({ graceful: false, wait: true });
