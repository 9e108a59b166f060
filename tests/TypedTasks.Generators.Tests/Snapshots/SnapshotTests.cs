using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests.Snapshots;

/// <summary>How the generated code looks; what it does is tested by running it.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void A_task()
        => Verify(
            "Shop_SendReceipt_Task.g.cs",
            "SendReceipt",
            """
            namespace Shop;
            public static class ReceiptTasks
            {
                /// <summary>Sends a receipt.</summary>
                /// <param name="orderId">The order.</param>
                /// <param name="language">The language of the receipt.</param>
                [QueueTask(Queue = "email", MaxAttempts = 5)]
                public static Task SendReceiptAsync(Guid orderId, string language = "en", [FromServices] IServiceProvider? services = null, CancellationToken cancellationToken = default)
                    => Task.CompletedTask;
            }
            """);

    [Fact]
    public void A_task_with_retries()
        => Verify(
            "Shop_Charge_Task.g.cs",
            "Charge",
            """
            namespace Shop;
            public static class PaymentTasks
            {
                [QueueTask(RetryDelaySeconds = 2, MaxRetryDelaySeconds = 600, Backoff = Backoff.Linear, TimeoutSeconds = 30)]
                [FailOn(typeof(Exception))]
                [RetryOn(typeof(System.IO.IOException), DelaySeconds = 10, MaxAttempts = 3)]
                [RetryOn(typeof(TimeoutException))]
                public static Task ChargeAsync(Guid orderId, CancellationToken cancellationToken) => Task.CompletedTask;

                [QueueTask(RetryPolicy = typeof(Daily))]
                public static void Remind(Guid orderId) { }
            }
            public sealed class Daily : IRetryPolicy { public TimeSpan? NextDelay(int attempt, Exception exception) => TimeSpan.FromDays(1); }
            """);

    [Fact]
    public void A_payload_type()
        => Verify(
            "Shop_Order_Payload.g.cs",
            "Order",
            """
            namespace Shop;
            public sealed record Order(Guid Id, IReadOnlyList<Line> Lines) { public string? Note { get; init; } = "none"; public DayOfWeek Day { get; set; } }
            public sealed record Line(string Product, int Count);
            static class T { [QueueTask] public static void Ship(Order order) { } }
            """);

    [Fact]
    public void A_payload_type_with_names_of_its_own()
        => Verify(
            "Shop_Parcel_Payload.g.cs",
            "Parcel",
            """
            namespace Shop;
            using System.Text.Json.Serialization;
            public sealed record Parcel(Speed Speed, Dictionary<Speed, int> Prices);
            [JsonConverter(typeof(JsonStringEnumConverter<Speed>))] public enum Speed { [JsonStringEnumMemberName("next-day")] NextDay, Standard }
            static class T { [QueueTask] public static void Ship(Parcel parcel) { } }
            """);

    [Fact]
    public void A_task_with_secrets()
        => Verify(
            "Shop_CreateAccount_Task.g.cs",
            "CreateAccount",
            """
            namespace Shop;
            public sealed record Account(string Name, [Sensitive] string Phrase, Account? Parent);
            static class T { [QueueTask] [return: Sensitive] public static string CreateAccount(Account account, [Sensitive, FormerlyKnownAs("word")] string pin) => ""; }
            """);

    [Fact]
    public void A_faulty_task() => Verify("Shop_Ship_Task.g.cs", "FaultyShip", "namespace Shop; static class T { [QueueTask] public static void Ship(object order) { } }");

    [Fact]
    public void A_manifest() => Verify("TypedTasksManifest.g.cs", "Manifest", "namespace Shop; static class T { [QueueTask] public static void B(int x) { } [QueueTask] public static void A(int x) { } }");

    [Fact]
    public void An_application()
        => Verify("AddAllTasks.g.cs", "AddAllTasks", "namespace Shop; static class T { [QueueTask] public static void A(int x) { } static void Main() { } }", new Setup { Kind = OutputKind.ConsoleApplication });

    private static void Verify(string file, string snapshot, string source, Setup? setup = null)
        => Snapshot.Verify(GeneratedProgram.From(source, setup).Files[file], snapshot);
}
