using System.Collections.Concurrent;
using TypedTasks;

namespace Shop;

/// <summary>The program as it runs when the new build is deployed.</summary>
public static class ReceiptTasks
{
    [QueueTask(MaxAttempts = 1)]
    public static void Note(string text, [FromServices] ConcurrentQueue<string> journal) => journal.Enqueue("before: " + text);

    [QueueTask(MaxAttempts = 1)]
    public static string SendReceipt(int order, string language, [FromServices] ConcurrentQueue<string> journal)
    {
        journal.Enqueue($"before: receipt {order} {language}");
        return $"{order} {language}";
    }

    [QueueTask(MaxAttempts = 1)]
    public static void Pack(int order, Parcel parcel, [FromServices] ConcurrentQueue<string> journal)
        => journal.Enqueue($"before: parcel {order} {string.Join(',', parcel.Lines.Select(line => line.Sku))}");

    [QueueTask(MaxAttempts = 1)]
    public static void Mail(int order, string address, [FromServices] ConcurrentQueue<string> journal)
        => journal.Enqueue($"before: mail {order} {address}");

    [QueueTask(MaxAttempts = 1)]
    public static void Count(int order, int pieces, [FromServices] ConcurrentQueue<string> journal) => journal.Enqueue($"before: count {order} {pieces}");

    // What is secret in its result differs between the builds.
    [QueueTask(MaxAttempts = 1)]
    public static Login Invite(int order) => new("s3cret", "welcome");
}
