using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks;

// (postgres <connection string> | sqlite <file>) [slots] [lease in seconds]     a worker that runs until it is told to end, or dies; leases are short
var slots = args is [_, _, var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 4;
var lease = TimeSpan.FromSeconds(args is [_, _, _, var seconds] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 2);
var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Logging.AddSimpleConsole(static console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
builder.Services.AddTypedTasks(tasks => _ = args is ["postgres", var text, ..] ? tasks.AddAllTasks().UsePostgres(text) : tasks.AddAllTasks().UseSqlite(args[1]));
builder.Services.AddTypedTasksWorker(worker => worker.Concurrency(slots).Configure(options =>
{
    options.Lease = lease;
    options.Heartbeat = lease / 5;
    options.AbandonAfter = TimeSpan.FromSeconds(1);
    options.ShutdownGrace = TimeSpan.FromSeconds(2);
}));
await builder.Build().RunAsync();
