using AotWorker;
using AotWorker.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using TypedTasks;
using TypedTasks.Storage;

// Set the connection string in the environment (ConnectionStrings__Warehouse) or as an argument: --ConnectionStrings:Warehouse="Host=…"
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTypedTasks(tasks => tasks.AddAllTasks().UsePostgres("Warehouse"));
builder.Services.AddTypedTasksWorker();
builder.Services.AddSingleton<IWarehouseBook, WarehouseBook>();
builder.Services.AddSingleton(_ => new NpgsqlSlimDataSourceBuilder(builder.Configuration["ConnectionStrings:Warehouse"]).Build());
using var host = builder.Build();
try
{
    await host.RunAsync();
    return 0;
}
catch (StorageException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
