using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>Parameters that come from the worker are no payload, whosever attribute says so.</summary>
public sealed class InjectedParameterTests
{
    [Theory]
    [InlineData("Microsoft.AspNetCore.Mvc", "FromServices")]
    [InlineData("Microsoft.Extensions.DependencyInjection", "FromKeyedServices")]
    public void Attributes_of_the_framework_mark_services_too(string @namespace, string attribute) => Source.IsClean(
        $$"""
        namespace {{@namespace}}
        {
            [AttributeUsage(AttributeTargets.Parameter)]
            public class {{attribute}}Attribute(object? key = null) : Attribute
            {
                public object? Key => key;
            }
        }

        namespace Shop
        {
            public interface IMailer;

            public static class ReceiptTasks
            {
                [QueueTask]
                public static Task SendReceiptAsync(Guid orderId, [{{@namespace}}.{{attribute}}("smtp")] IMailer mailer) => Task.CompletedTask;
            }
        }
        """);

    [Fact]
    public void Names_of_ours_are_free_for_services() => Source.IsClean(
        """
        public interface IMailer;

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync([FromServices] IMailer client, Guid orderId, JobContext options, CancellationToken transaction) => Task.CompletedTask;
        }
        """);

    [Fact]
    public void The_message_offers_FromServices_for_a_parameter() => Source.Reports(
        """
        public interface ICustomer
        {
            string Name { get; }
        }

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync([|ICustomer|] customer) => Task.CompletedTask;
        }
        """,
        "TT2001",
        "Parameter 'customer' of task 'SendReceipt' is declared as 'ICustomer'.",
        "JSON does not record which class it was, so the worker could not read it back.",
        "Use a record or class, or mark the parameter [FromServices] if it is a service.");

    [Theory]
    [InlineData("TT2003", "public sealed class Darkroom : IDisposable { public void Dispose() { } }")]
    [InlineData("TT2014", "public sealed class Darkroom { public Darkroom(int a) => A = a; public Darkroom(string a) => A = a.Length; public int A { get; } }")]
    [InlineData("TT2015", "public sealed class Darkroom(Uri http) { public Uri Of(string name) => new(http, name); }")]
    [InlineData("TT2016", "public sealed class Darkroom { private Darkroom() { } public static Darkroom Open() => new(); public int A { get; set; } }")]
    [InlineData("TT2035", "public sealed class Darkroom { private int hits; public int Hit() => ++hits; }")]
    public void Whatever_is_wrong_with_the_type_a_parameter_might_be_a_service_and_a_member_not(string id, string type)
    {
        const string Offer = "or mark the parameter [FromServices] if it is a service.";
        Assert.Contains(Offer, Message("Darkroom darkroom", type, id), StringComparison.Ordinal);
        Assert.DoesNotContain(Offer, Message("Studio studio", type + " public sealed record Studio(Darkroom Darkroom);", id), StringComparison.Ordinal);
        Assert.DoesNotContain(Offer, Message("List<Darkroom> darkrooms", type, id), StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_gives_the_way_to_a_member_and_offers_no_service() => Source.Reports(
        """
        public interface IPhoto
        {
            byte[] Pixels { get; }
        }

        public sealed record Order(List<Line> Lines);

        public sealed record Line(IPhoto Photo);

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync([|Order|] order) => Task.CompletedTask;
        }
        """,
        "TT2001",
        "'order.Lines[].Photo' of task 'SendReceipt' is declared as 'IPhoto'.",
        "Use a record or class.");

    [Fact]
    public void A_transaction_is_injected() => Source.IsClean(
        """
        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Guid orderId, System.Data.Common.DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;
        }
        """);

    [Fact]
    public void A_transaction_of_a_database_that_holds_no_jobs_is_neither_payload_nor_injected() => Source.Reports(
        """
        public abstract class LedgerTransaction : System.Data.Common.DbTransaction;

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Guid orderId, [|LedgerTransaction|] ledger) => Task.CompletedTask;
        }
        """,
        "TT2023", "Parameter 'ledger' of task 'SendReceipt' is declared as 'LedgerTransaction'", "open it inside the task");

    private static string Message(string parameter, string types, string id)
    {
        var diagnostic = Assert.Single(Compiled.From($"{types} public static class Tasks {{ [QueueTask] public static Task HandleAsync({parameter}) => Task.CompletedTask; }}").Ours);
        Assert.Equal(id, diagnostic.Id);
        return diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }
}
