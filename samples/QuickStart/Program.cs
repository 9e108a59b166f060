using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Npgsql;
using QuickStart;
using QuickStart.Orders;
using QuickStart.Receipts;
using QuickStart.Screen;
using TypedTasks;
using TypedTasks.Storage;

Console.OutputEncoding = Encoding.UTF8;
try
{
    return await RunAsync(Settings.Parse(args));
}
catch (UsageException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
catch (OperationCanceledException)
{
    Console.WriteLine("Stopped. Start it again: it goes on where it stopped.");
    return 130;
}
catch (Exception problem) when (problem is StorageException or DbException or CsvFileException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static async Task<int> RunAsync(Settings settings)
{
    if (settings.Help)
    {
        Console.WriteLine(Settings.Usage);
        return 0;
    }

    var orders = OrderFile.Read(settings.Orders);
    Folders.Prepare(settings);

    // 1. Where things are stored: the orders and the jobs in the same database.
    await using DbDataSource database = settings.Postgres is { } connectionString
        ? NpgsqlDataSource.Create(connectionString)
        : SqliteFactory.Instance.CreateDataSource(settings.SqliteConnectionString);

    // 2. The tasks, their storage, and a worker in this very process.
    var builder = Host.CreateApplicationBuilder();
    builder.Services.AddTypedTasks(tasks =>
    {
        tasks.AddAllTasks();
        if (database is NpgsqlDataSource postgres) tasks.UsePostgres(postgres);
        else tasks.UseSqlite(settings.SqliteConnectionString);
    });
    builder.Services.AddTypedTasksWorker(Worker.Configure);

    // 3. What the tasks need.
    builder.Services.AddSingleton(Catalog.Read(settings.CatalogFolder));
    builder.Services.AddSingleton(new ReceiptFolder(settings.ReceiptFolder));
    builder.Services.AddSingleton(new Pace(settings.Slow));

    builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning)
        .AddConsole(console => console.FormatterName = nameof(OneLineFormatter))
        .AddConsoleFormatter<OneLineFormatter, ConsoleFormatterOptions>();
    using var host = builder.Build();

    // 4. What earlier runs left behind.
    var storage = host.Services.GetRequiredService<IStorage>();
    var stop = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping; // Ctrl+C, SIGTERM
    await storage.Migrator.MigrateAsync(stop);
    var table = new OrderTable(database);
    await table.CreateAsync(stop);
    var before = await JobCounts.ReadAsync(storage.Reader, stop);
    Summary.Begin(settings, orders, storage.Description, before);

    // 5. Run: the worker starts with the host, the orders come in meanwhile.
    await host.StartAsync(stop);
    var progress = new Progress(storage.Reader, host.Services.GetRequiredService<TaskWorker>(), orders.Count, before, TimeProvider.System);
    var importing = new OrderImport(database, table).RunAsync(orders, stop);
    try
    {
        var counts = await progress.WatchAsync(importing, stop);
        await Summary.EndAsync(storage.Reader, table, await importing, counts, progress, stop);
        return 0;
    }
    catch (Exception problem) when (problem is StorageException or DbException)
    {
        Console.WriteLine("The database went away. Start again when it is back: nothing is lost.");
        throw;
    }
    finally
    {
        await ((Task)importing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await host.StopAsync(CancellationToken.None);
    }
}
