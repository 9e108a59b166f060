using TypedTasks.TestServer;

// Starts a private PostgreSQL, prints its connection string and stays until standard input ends (Ctrl+D) or it is killed.
//   dotnet run --project tests/TypedTasks.TestServer.Run [-- --tcp] [--durable]
try
{
    var options = args.Contains("--durable") ? PostgresServerOptions.ForBenchmarks : PostgresServerOptions.ForTests;
    await using var server = await PostgresServer.CreateAsync(options with { Tcp = args.Contains("--tcp") });
    Console.WriteLine(server.TcpConnectionString ?? server.ConnectionString);
    await Console.In.ReadToEndAsync();
    return 0;
}
catch (PostgresNotInstalledException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
