using System.Collections.Concurrent;
using TypedTasks;

namespace Shop;

/// <summary>The program as it is deployed. The types that only the previous build had are gone: the lock file knows them.</summary>
public static class ReceiptTasks
{
    [QueueTask(MaxAttempts = 1)]
    public static void Note(string text, [FromServices] ConcurrentQueue<string> journal, string remark = "no remark")
        => journal.Enqueue($"after: {text}, {remark}");

    // Another shape: the language became part of a record.
    [QueueTask(MaxAttempts = 1, Version = 3)]
    public static string SendReceipt(int order, Receipt receipt, [FromServices] ConcurrentQueue<string> journal)
    {
        journal.Enqueue($"after: receipt {order} {receipt.Language} x{receipt.Copies}");
        return $"{order} {receipt.Language}";
    }

    internal static SendReceipt.V2 Upgrade(SendReceipt.V1 old) => new() { Order = old.Order, Language = old.Language, Copies = 1 };

    internal static SendReceipt.V3 Upgrade(SendReceipt.V2 old) => new() { Order = old.Order, Receipt = new() { Language = old.Language, Copies = old.Copies } };

    // What it is made of changed, two types deep.
    [QueueTask(MaxAttempts = 1, Version = 2)]
    public static void Pack(int order, IReadOnlyDictionary<string, int> pieces, string wrapping, [FromServices] ConcurrentQueue<string> journal)
        => journal.Enqueue($"after: parcel {order} {string.Join(',', pieces.Keys.Order())} in {wrapping}");

    internal static Pack.V2 Upgrade(Pack.V1 old) => new()
    {
        Order = old.Order,
        Pieces = old.Parcel.Lines.ToDictionary(line => line.Sku, _ => 1),
        Wrapping = old.Parcel.Packing == Shop.Pack.V1Types.Packing.Bag ? "a bag" : "a box",
    };

    // Another name, and a parameter of another name.
    [QueueTask(MaxAttempts = 1, Aliases = ["Shop.Mail"], Version = 2)]
    public static void SendMail(int order, [FormerlyKnownAs("address")] string receiver, [FromServices] ConcurrentQueue<string> journal)
        => journal.Enqueue($"after: mail {order} {receiver}");

    // A wider number.
    [QueueTask(MaxAttempts = 1, Version = 2)]
    public static void Count(int order, long pieces, [FromServices] ConcurrentQueue<string> journal) => journal.Enqueue($"after: count {order} {pieces}");

    [QueueTask(MaxAttempts = 1)]
    public static void Praise(int order, [FromServices] ConcurrentQueue<string> journal) => journal.Enqueue($"after: praise {order}");

    // Another member of its result is secret.
    [QueueTask(MaxAttempts = 1, Version = 2)]
    public static Login Invite(int order) => new("guest", "s3cret");
}
