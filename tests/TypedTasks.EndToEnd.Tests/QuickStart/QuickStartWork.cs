using System.Text.Json;
using QuickStart.Orders;
using QuickStart.Receipts;
using TypedTasks.EndToEnd.Tests.Databases;
using TypedTasks.Storage;

namespace TypedTasks.EndToEnd.Tests.QuickStart;

/// <summary>What runs of QuickStart on one database must have left behind, compared to the orders.</summary>
internal sealed class QuickStartWork(TestDatabase database)
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Data");
    private static readonly Catalog Catalog = Catalog.Read(Data);

    public static IReadOnlyList<Order> Orders { get; } = OrderFile.Read(Path.Combine(Data, "orders.csv"));

    public static IReadOnlyList<Order> FaultyOrders { get; } = [.. Orders.Where(IsFaulty)];

    private string ReceiptFolder => Path.Combine(database.QuickStartArguments[1], "receipts");

    public int CountReceipts() => Directory.Exists(ReceiptFolder) ? Directory.EnumerateFiles(ReceiptFolder, "*.html").Count() : 0;

    public async Task AssertCompleteAsync(CancellationToken cancellationToken)
    {
        await using var storage = database.OpenStorage();
        var jobs = await ReadJobsAsync(storage, cancellationToken);
        var stored = await new OrderTable(database.Source).ReadJobsAsync(cancellationToken);

        Assert.Equal(Orders.Select(order => order.Number).Order(), jobs.Select(NumberOf).Order());
        Assert.Equal(jobs.OrderBy(NumberOf).Select(job => (NumberOf(job), job.Id)), stored.OrderBy(order => order.Key).Select(order => (order.Key, order.Value)));
        Assert.Equal(FaultyOrders.Select(order => order.Number), jobs.Where(job => job.State == JobState.Failed).Select(NumberOf).Order());
        Assert.All(jobs, job => Assert.True(job.State is JobState.Succeeded or JobState.Failed, $"{NumberOf(job)} is {job.State}"));
        await AssertFailuresAsync(storage, jobs, cancellationToken);
        AssertReceipts();
    }

    private static async Task AssertFailuresAsync(IStorage storage, IEnumerable<JobDetails> jobs, CancellationToken cancellationToken)
    {
        foreach (var job in jobs.Where(job => job.State == JobState.Failed))
        {
            var details = await storage.Reader.FindAsync(job.Id, cancellationToken);
            Assert.NotNull(details);
            var failures = details.Errors.Where(static error => error.Type != "TypedTasks.WorkerLost"); // of a process that was killed
            Assert.Equal([(1, typeof(FaultyOrderException).FullName)], failures.Select(error => (error.Attempt, (string?)error.Type))); // [FailOn]: not tried again
        }
    }

    private void AssertReceipts()
    {
        var expected = Orders.Except(FaultyOrders).ToDictionary(
            order => order.Number + ".html",
            order => ReceiptPage.Render(order, Catalog.Languages[order.Language], Catalog.Currencies[order.Currency]));
        var found = Directory.EnumerateFiles(ReceiptFolder).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText); // files have names

        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        Assert.All(expected, receipt => Assert.Equal(receipt.Value, found[receipt.Key]));
    }

    private static async Task<List<JobDetails>> ReadJobsAsync(IStorage storage, CancellationToken cancellationToken)
    {
        var jobs = new List<JobDetails>();
        while (true)
        {
            var page = await storage.Reader.ListAsync(new JobFilter { Limit = 500, Before = jobs.Count == 0 ? null : jobs[^1].Id }, cancellationToken);
            if (page.Count == 0) return jobs;
            jobs.AddRange(page);
        }
    }

    private static string NumberOf(JobDetails job)
    {
        using var payload = JsonDocument.Parse(job.Payload);
        return payload.RootElement.GetProperty("order").GetProperty("Number").GetString()!; // a string, or the test fails
    }

    private static bool IsFaulty(Order order)
    {
        try
        {
            OrderFaults.ThrowIfAny(order, Catalog);
            return false;
        }
        catch (FaultyOrderException)
        {
            return true;
        }
    }
}
