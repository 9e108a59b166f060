using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AotWorker.Tasks;
using TypedTasks.Storage;
using TypedTasks.TestServer;

namespace TypedTasks.NativeAot.Tests;

/// <summary>The native binary runs what this process enqueues.</summary>
public sealed partial class AotWorkerTests(PublishedWorker published)
{
    private static readonly string[] ShortLease = ["--TypedTasks:Worker:Lease=00:00:03", "--TypedTasks:Worker:Heartbeat=00:00:01"];

    private readonly CancellationTokenSource _limit = CreateLimit();

    private CancellationToken Limit => _limit.Token;

    [Fact]
    public void It_is_published_as_one_file_without_a_warning()
    {
        Assert.Equal(["AotWorker"], published.Files);
        Assert.DoesNotContain("warning", published.Log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_rich_payload_arrives_whole_and_the_result_comes_back()
    {
        await using var warehouse = await CreateWarehouseAsync();
        await using var worker = WorkerProcess.Start(published.Program, warehouse.ConnectionString);
        var parcel = new Parcel
        {
            Id = Guid.NewGuid(),
            Receiver = "Ğüney \"Işık\" Öztürk 🎁, 𠮷田;\nline two \\ </script>",
            Size = new Size(10, 20, 30),
            WeightKilograms = 0.1 + 0.2,
            Fragility = Fragility.Glass,
            InsuredValue = 79228162514264337593543950335m,
            DeliverBefore = new DateTimeOffset(2026, 3, 29, 2, 30, 0, 123, TimeSpan.FromHours(5.5)),
            Items = [new ParcelItem("A-1", 2), new ParcelItem("Б-2", 40, "خاص"), new ParcelItem("A-1", 1, "")],
            Labels = new() { ["to"] = "zurück", [""] = "empty", ["quote\""] = "'" },
        };

        var slip = await (await PackParcel.EnqueueAsync(warehouse.Client, parcel, "tr", express: true, cancellationToken: Limit)).WaitAsync(Limit);

        Assert.Equivalent(parcel, slip.Parcel, strict: true);
        Assert.Equal((43, "tr", true), (slip.Pieces, slip.Language, slip.Express));
        Assert.Equal(["A-1", "Б-2"], slip.Skus.Order(StringComparer.Ordinal));
        Assert.Equal([$"packed {parcel.Id} for {parcel.Receiver}"], await warehouse.ReadBookAsync(Limit));
    }

    [Fact]
    public async Task Members_that_are_left_out_have_their_defaults()
    {
        await using var warehouse = await CreateWarehouseAsync();
        await using var worker = WorkerProcess.Start(published.Program, warehouse.ConnectionString);
        var parcel = new Parcel { Id = Guid.NewGuid(), Receiver = "", Size = default };

        var slip = await (await PackParcel.EnqueueAsync(warehouse.Client, parcel, cancellationToken: Limit)).WaitAsync(Limit);

        Assert.Equivalent(parcel, slip.Parcel, strict: true);
        Assert.Equal((0.5, Fragility.Careful, null, null), (slip.Parcel.WeightKilograms, slip.Parcel.Fragility, slip.Parcel.InsuredValue, slip.Parcel.DeliverBefore));
        Assert.Equal((0, "en", false), (slip.Pieces, slip.Language, slip.Express));
    }

    [Fact]
    public async Task Kinds_of_a_base_wide_numbers_immutable_collections_and_foreign_types_come_back_equal()
    {
        await using var warehouse = await CreateWarehouseAsync();
        await using var worker = WorkerProcess.Start(published.Program, warehouse.ConnectionString);
        var freight = new Freight(
            [(Half)0.1, Half.MaxValue, -Half.Epsilon], ImmutableDictionary<string, ImmutableList<int>>.Empty.Add("A-1", [1, -2]).Add("", []), Int128.MinValue, UInt128.MaxValue,
            new Truck("Ğ & Sons", "06 ABC 1", 3), [new Bicycle("B", true), new Truck("C", "", 0)], new Tariff("north", 1.10m), new("s-1", 7), new Queue<string>(["Delft", "Köln"]),
            new() { [Paper.Transit] = Paper.Waybill | Paper.Transit });

        var back = await (await BookFreight.EnqueueAsync(warehouse.Client, freight, cancellationToken: Limit)).WaitAsync(Limit);
        var other = await (await BookFreight.EnqueueAsync(warehouse.Client, freight with { Container = null, Seal = null }, new Bicycle("D", false), cancellationToken: Limit)).WaitAsync(Limit);

        Assert.Equal(freight.Weights.AsEnumerable(), back.Weights);
        Assert.Equal([1, -2], back.PositionsBySku["A-1"]);
        Assert.Equal((freight.Account, freight.Container, freight.Carrier, freight.Tariff, freight.Seal), (back.Account, back.Container, back.Carrier, back.Tariff, back.Seal));
        Assert.Equal(freight.Substitutes, back.Substitutes);
        Assert.Equal(freight.Stops, back.Stops);
        Assert.Equal(freight.Papers, back.Papers);
        Assert.Contains("CMR note, T1", (await warehouse.ReadHistoryAsync(Limit))[0], StringComparison.Ordinal);
        Assert.Equal((null, new Bicycle("D", false), null), (other.Container, other.Carrier, other.Seal));
    }

    [Fact]
    public async Task Every_simple_type_comes_back_equal()
    {
        await using var warehouse = await CreateWarehouseAsync();
        await using var worker = WorkerProcess.Start(published.Program, warehouse.ConnectionString);
        var plan = new DeliveryPlan(
            new DateOnly(2028, 2, 29), new TimeOnly(23, 59, 59, 999), TimeSpan.FromTicks(1), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(-11)),
            new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc), null, new Uri("https://example.com/ä?q=1&r=%20"), new Version(1, 2, 3), '€', [0, 1, 254, 255]);

        var handle = await PlanDelivery.EnqueueAsync(
            warehouse.Client, plan.Day, plan.From, plan.Window, plan.RequestedAt, plan.RegisteredAt, plan.Driver, plan.Tracking, plan.Firmware, plan.Gate, plan.Signature, cancellationToken: Limit);
        var back = await handle.WaitAsync(Limit);

        Assert.Equal(plan with { Signature = back.Signature }, back);
        Assert.Equal(plan.Signature, back.Signature);
        Assert.Equal((plan.RequestedAt.Offset, plan.RegisteredAt.Kind), (back.RequestedAt.Offset, back.RegisteredAt.Kind));
    }

    [Fact]
    public async Task Collections_of_records_and_enums_come_back_equal()
    {
        await using var warehouse = await CreateWarehouseAsync();
        await using var worker = WorkerProcess.Start(published.Program, warehouse.ConnectionString);
        StockMovement[] movements = [new("a", 5, Fragility.Glass), new("b", -2, Fragility.Sturdy), new("a", long.MaxValue - 5, Fragility.Glass), new("c", 1, (Fragility)7)];

        var sums = await (await SumUpStock.EnqueueAsync(warehouse.Client, movements, [Fragility.Glass, (Fragility)7], cancellationToken: Limit)).WaitAsync(Limit);

        Assert.Equal(new Dictionary<string, long?> { ["a"] = long.MaxValue, ["b"] = null, ["c"] = 1 }, sums);
    }

    [Fact]
    public async Task Secrets_are_decrypted_and_encrypted_by_the_native_binary()
    {
        await using var warehouse = await CreateWarehouseAsync();
        await using var worker = WorkerProcess.Start(published.Program, warehouse.ConnectionString, Warehouse.WithKey);

        var pass = await (await IssueGatePass.EnqueueAsync(warehouse.Client, "north", "s3cret", cancellationToken: Limit)).WaitAsync(Limit);

        var stored = Assert.Single(await warehouse.ReadHistoryAsync(Limit));
        Assert.Equal(new GatePass("north", "terc3s"), pass);
        Assert.Equal(2, stored.Split("tt1:k1:").Length - 1);
        Assert.All([stored, .. worker.Lines], text => Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal));
        Assert.DoesNotContain("terc3s", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_native_worker_without_the_key_fails_the_job_with_the_reason()
    {
        await using var warehouse = await CreateWarehouseAsync();
        await using var worker = WorkerProcess.Start(published.Program, warehouse.ConnectionString);

        var job = await IssueGatePass.EnqueueAsync(warehouse.Client, "north", "s3cret", cancellationToken: Limit);

        var failure = await Assert.ThrowsAsync<JobFailedException>(() => job.WaitAsync(Limit));
        Assert.Contains("is encrypted with the key 'k1', which is not here", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempts_are_repeated_and_failures_explained()
    {
        await using var warehouse = await CreateWarehouseAsync();
        await using var worker = WorkerProcess.Start(published.Program, warehouse.ConnectionString);

        var scan = await ScanParcel.EnqueueAsync(warehouse.Client, Guid.NewGuid(), worksInAttempt: 3, cancellationToken: Limit);
        var refusal = await ReturnParcel.EnqueueAsync(warehouse.Client, Guid.Empty, cancellationToken: Limit);

        Assert.Equal(3, await scan.WaitAsync(Limit));
        var failure = await Assert.ThrowsAsync<JobFailedException>(() => refusal.WaitAsync(Limit));
        Assert.Contains("this warehouse takes nothing back", failure.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], (await warehouse.Client.FindAsync(scan.Id, Limit))!.Errors.Select(error => error.Attempt)); // it was just awaited
    }

    [Fact]
    public async Task The_jobs_of_a_killed_worker_run_in_another()
    {
        await using var warehouse = await CreateWarehouseAsync();
        await using var first = WorkerProcess.Start(published.Program, warehouse.ConnectionString, [.. ShortLease, "--TypedTasks:Worker:Concurrency=4"]);
        var handles = await EnqueueShelvesAsync(warehouse, 12, TimeSpan.FromMilliseconds(300));
        await warehouse.WaitForBookAsync(5, "began", Limit);

        await first.KillAsync();
        await using var second = WorkerProcess.Start(published.Program, warehouse.ConnectionString, ShortLease);
        foreach (var handle in handles) await handle.WaitAsync(Limit);

        var jobs = await ReadAsync(warehouse, handles);
        Assert.All(jobs, job => Assert.Equal(JobState.Succeeded, job.State));
        Assert.Contains(jobs, job => job.Crashes == 1);
        Assert.Equal(12, (await warehouse.ReadBookAsync(Limit)).Where(entry => entry.StartsWith("counted", StringComparison.Ordinal)).Distinct().Count());
    }

    [Fact]
    public async Task It_goes_on_after_its_database_was_restarted_under_it()
    {
        await using var server = await PostgresServer.CreateAsync(new() { Durable = true }, Limit); // what was committed must survive the crash
        await using var warehouse = await Warehouse.CreateAsync(server, Limit);
        await using var worker = WorkerProcess.Start(published.Program, warehouse.ConnectionString);
        var handles = await EnqueueShelvesAsync(warehouse, 60, TimeSpan.FromMilliseconds(100));
        await warehouse.WaitForBookAsync(10, "began", Limit);

        await server.RestartAsync(StopMode.Immediate, Limit);
        foreach (var handle in handles) await WaitThroughOutageAsync(handle);

        Assert.All(await ReadAsync(warehouse, handles), job => Assert.Equal(JobState.Succeeded, job.State));
        Assert.InRange(worker.Lines.Count(line => OwnLine().IsMatch(line)), 1, 20);
    }

    [Fact]
    public async Task On_SIGTERM_it_releases_its_jobs_and_exits_with_0()
    {
        await using var warehouse = await CreateWarehouseAsync();
        await using var worker = WorkerProcess.Start(published.Program, warehouse.ConnectionString, "--TypedTasks:Worker:ShutdownGrace=00:00:00.2");
        var handles = await EnqueueShelvesAsync(warehouse, 20, TimeSpan.FromMinutes(10));
        await warehouse.WaitForBookAsync(16, "began", Limit);

        await worker.TerminateAsync(Limit);

        Assert.Equal(0, await worker.ExitCodeAsync(Limit));
        Assert.All(await ReadAsync(warehouse, handles), job => Assert.Equal((JobState.Ready, 0, 0), (job.State, job.Attempt, job.Crashes)));
    }

    [Fact]
    public async Task Without_a_connection_string_it_says_so_and_exits_with_1()
    {
        await using var worker = WorkerProcess.Start(published.Program, null);

        Assert.Equal(1, await worker.ExitCodeAsync(Limit));
        Assert.Contains(worker.Lines, line => line.Contains("ConnectionStrings__Warehouse", StringComparison.Ordinal));
    }

    /// <summary>The first line of what the worker logs, but for failed attempts (11): the task uses the database too.</summary>
    [GeneratedRegex(@"TypedTasks\.\w+\[(?!11\])")]
    private static partial Regex OwnLine();

    private static CancellationTokenSource CreateLimit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        return limit;
    }

    private async Task<Warehouse> CreateWarehouseAsync() => await Warehouse.CreateAsync(await SharedPostgres.GetAsync(), Limit);

    private async Task<IReadOnlyList<JobHandle>> EnqueueShelvesAsync(Warehouse warehouse, int count, TimeSpan duration)
        => await warehouse.Client.EnqueueManyAsync(Enumerable.Range(0, count).Select(shelf => CountShelf.Job($"shelf {shelf}", duration)), Limit);

    /// <summary>This process has connections too, and they broke.</summary>
    private async Task WaitThroughOutageAsync(JobHandle handle)
    {
        while (true)
        {
            try
            {
                await handle.WaitAsync(Limit);
                return;
            }
            catch (StorageException problem) when (problem.Fault == StorageFault.Unavailable)
            {
            }
        }
    }

    private async Task<IReadOnlyList<JobDetails>> ReadAsync(Warehouse warehouse, IReadOnlyList<JobHandle> handles)
    {
        var jobs = new List<JobDetails>();
        foreach (var handle in handles) jobs.Add((await warehouse.Client.FindAsync(handle.Id, Limit))!); // enqueued and not pruned
        return jobs;
    }
}
