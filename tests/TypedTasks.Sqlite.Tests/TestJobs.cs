using System.Text;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

internal static class TestJobs
{
    public static JobToStore AJob(string payload = "{}")
        => new() { TaskName = "Shop.SendReceipt", Version = 1, Queue = "default", MaxAttempts = 10, Payload = Encoding.UTF8.GetBytes(payload) };
}
