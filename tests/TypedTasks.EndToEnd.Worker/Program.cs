using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks;

// postgres <connection string> | sqlite <file>     a worker that runs until it is told to end, or dies; leases are short
var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Logging.AddSimpleConsole(static console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
builder.Services.AddTypedTasks(tasks => _ = args is ["postgres", var text] ? tasks.AddAllTasks().UsePostgres(text) : tasks.AddAllTasks().UseSqlite(args[1]));
builder.Services.AddTypedTasksWorker(static worker => worker.Concurrency(4).Configure(static options =>
{
    options.Lease = TimeSpan.FromSeconds(2);
    options.Heartbeat = TimeSpan.FromSeconds(0.4);
    options.AbandonAfter = TimeSpan.FromSeconds(1);
    options.ShutdownGrace = TimeSpan.FromSeconds(2);
}));
await builder.Build().RunAsync();
