using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>Models as applications have them that JSON would not bring back: each refused with one message, which says what to write instead.</summary>
public sealed class RefusedModelTests
{
    [Theory]
    [InlineData("an aggregate that guards its state", "TT2013", "init", "Order order",
        "public sealed class Order { public Guid Id { get; private set; } public static Order Place(Guid id) => new() { Id = id }; }")]
    [InlineData("a value object behind a factory", "TT2016", "public or internal constructor", "Iban account",
        "public sealed class Iban { private Iban(string value) => Value = value; public string Value { get; } public static Iban Parse(string text) => new(text); }")]
    [InlineData("a list that can only be filled", "TT2013", "init", "Basket basket",
        "public sealed class Basket { public List<string> Skus { get; } = []; }")]
    [InlineData("a plain old field", "TT2013", "[JsonInclude]", "Position position", "public struct Position { public double Latitude; }")]
    [InlineData("entities that know each other", "TT2024", "keys", "Order order",
        "public class Order { public int Id { get; set; } public List<Line> Lines { get; set; } = []; } public class Line { public int Id { get; set; } public Order? Order { get; set; } }")]
    [InlineData("an entity of a context", "TT2031", "Pass its key", "Order order",
        "public class Order { public int Id { get; set; } } public sealed class Shop : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Order> Orders { get; set; } = new(); }")]
    [InlineData("an event with anything in it", "TT2002", "record", "Envelope envelope", "public sealed record Envelope(string Kind, object Data);")]
    [InlineData("metadata of any kind", "TT2002", "record", "Dictionary<string, object> metadata", "")]
    [InlineData("a list of a base class", "TT2001", "[JsonDerivedType", "List<Notice> notices", "public abstract record Notice(string Text); public sealed record Sms(string Text, string Number) : Notice(Text);")]
    [InlineData("a model behind an interface", "TT2001", "record or class", "IOrder order", "public interface IOrder { Guid Id { get; } }")]
    [InlineData("a pair in brackets", "TT2009", "record", "List<(double Latitude, double Longitude)> track", "")]
    [InlineData("what went wrong", "TT2010", "a string", "Failure failure", "public sealed record Failure(string Step, Exception Error);")]
    [InlineData("where a request came from", "TT2010", "a string", "Login login", "public sealed record Login(string User, System.Net.IPAddress From);")]
    [InlineData("an uploaded file", "TT2003", "byte[]", "Upload upload", "public sealed record Upload(string Name, Stream Content);")]
    [InlineData("a client of a service", "TT2003", "[FromServices]", "HttpClient http", "public sealed class HttpClient : IDisposable { public void Dispose() { } }")]
    [InlineData("a request with its token", "TT2023", "parameter of the task", "Request request", "public sealed record Request(string Url, CancellationToken Aborted);")]
    [InlineData("a step to run later", "TT2004", "data", "Step step", "public sealed record Step(string Name, Func<Task> Run);")]
    [InlineData("a handler by its type", "TT2005", "name", "Command command", "public sealed record Command(Type Handler, string Json);")]
    [InlineData("a value that is loaded when needed", "TT2008", "value", "Report report", "public sealed record Report(string Name, Lazy<byte[]> Content);")]
    [InlineData("a board game", "TT2007", "[][]", "Board board", "public sealed record Board(int[,] Cells);")]
    [InlineData("a history of undo steps", "TT2011", "List", "Document document", "public sealed record Document(Stack<string> Undo);")]
    [InlineData("prices by a key of two parts", "TT2012", "key", "Dictionary<Key, decimal> prices", "public readonly record struct Key(string Sku, string Currency);")]
    [InlineData("an id with a converter", "TT2022", "[PayloadJson(", "Customer customer",
        "public sealed record Customer(CustomerId Id); [System.Text.Json.Serialization.JsonConverter(typeof(CustomerIdConverter))] public readonly record struct CustomerId(Guid Value); public abstract class CustomerIdConverter : System.Text.Json.Serialization.JsonConverter<CustomerId>;")]
    [InlineData("whatever else was posted", "TT2022", "[PayloadJson(", "Webhook webhook",
        "public sealed class Webhook { public string Id { get; set; } = \"\"; [System.Text.Json.Serialization.JsonExtensionData] public Dictionary<string, System.Text.Json.JsonElement>? Rest { get; set; } }")]
    [InlineData("two ways to make one", "TT2014", "[JsonConstructor]", "Money money",
        "public sealed class Money { public Money(decimal amount) => Amount = amount; public Money(string text) => Amount = decimal.Parse(text); public decimal Amount { get; } }")]
    [InlineData("a constructor that computes", "TT2015", "property", "Person person",
        "public sealed class Person { public Person(string fullName) => Name = fullName; public string Name { get; } }")]
    [InlineData("an aggregate that shows its lines", "TT2013", "constructor parameter", "Basket basket",
        "public sealed class Basket { private readonly List<string> items = []; public Guid Id { get; init; } public IReadOnlyCollection<string> Items => items.AsReadOnly(); public void Add(string sku) => items.Add(sku); }")]
    [InlineData("an id that guards its value", "TT2035", "a record", "CustomerId id",
        "public readonly struct CustomerId { private readonly Guid? given; private CustomerId(Guid value) => given = value; public Guid Value => given ?? throw new InvalidOperationException(); public static CustomerId From(Guid value) => new(value); }")]
    [InlineData("a moment of another library's kind", "TT2035", "a text, a number", "Instant at",
        "public readonly struct Instant { private readonly long ticks; private Instant(long read) => ticks = read; public static Instant FromTicks(long read) => new(read); public long ToTicks() => ticks; }")]
    [InlineData("one of several types", "TT2035", "[PayloadJson(", "OneOf<int, string> answer",
        "public readonly struct OneOf<T0, T1> { private readonly int index; private readonly T0 first; private readonly T1 second; private OneOf(int index, T0 first, T1 second) { this.index = index; this.first = first; this.second = second; } public object? Value => index == 0 ? first : second; public static OneOf<T0, T1> Of(T0 value) => new(0, value, default!); }")]
    [InlineData("an outcome with its own constructor", "TT2016", "public or internal constructor", "Outcome<int> outcome",
        "public class Outcome<T> { protected Outcome(T? value, string? error) { Value = value; Error = error; } public T? Value { get; } public string? Error { get; } public static Outcome<T> Ok(T value) => new(value, null); }")]
    [InlineData("an enum as a class", "TT2016", "public or internal constructor", "Stage stage",
        "public sealed class Stage { public static readonly Stage Paid = new(\"paid\", 1); private Stage(string name, int number) { Name = name; Number = number; } public string Name { get; } public int Number { get; } }")]
    [InlineData("a problem report with extensions", "TT2022", "[PayloadJson(", "Problem problem",
        "public class Problem { public string? Title { get; set; } [System.Text.Json.Serialization.JsonExtensionData] public IDictionary<string, object?> Extensions { get; set; } = new Dictionary<string, object?>(); }")]
    [InlineData("a table of a database", "TT2003", "a record with the data", "System.Data.DataTable table", "")]
    [InlineData("a document of markup", "TT2010", "a string", "System.Xml.Linq.XElement markup", "")]
    [InlineData("who is signed in", "TT2010", "a key", "System.Security.Claims.ClaimsPrincipal user", "")]
    [InlineData("the fields of a form", "TT2011", "Dictionary", "System.Collections.Specialized.NameValueCollection form", "")]
    public void A_model_is_refused_and_told_what_to_write(string what, string id, string remedy, string parameter, string types)
        => Assert.True(Message(parameter, types, id) is { } message && message.Contains(remedy, StringComparison.Ordinal), $"{what}: {Message(parameter, types, id)}");

    /// <summary>The payloads that are known to fail in the worker of another queue for .NET, of those that a compiler can see.</summary>
    [Theory]
    [InlineData("a stream", "TT2003", "byte[]", "Stream content", "")]
    [InlineData("a mail message", "TT2003", "record", "System.Net.Mail.MailMessage message", "")]
    [InlineData("an interface", "TT2001", "record or class", "IReport report", "public interface IReport { string Name { get; } } public sealed record Report(string Name) : IReport;")]
    [InlineData("a type that lost its constructor", "TT2016", "public or internal constructor", "Report report", "public sealed class Report { private Report() { } public string Name { get; set; } = \"\"; public static Report Create() => new(); }")]
    public void What_fails_in_workers_elsewhere_does_not_compile(string what, string id, string remedy, string parameter, string types)
        => A_model_is_refused_and_told_what_to_write(what, id, remedy, parameter, types);

    [Theory]
    [InlineData("TT2013", "public class Order { public int Number { get; protected set; } }")]
    [InlineData("TT2014", "public sealed class Order { public Order(int number) => Number = number; public Order(string text) => Number = text.Length; public int Number { get; } }")]
    [InlineData("TT2015", "public sealed class Order { public Order(int count) => Number = count; public int Number { get; } }")]
    [InlineData("TT2016", "public sealed class Order { private Order(int number) => Number = number; public int Number { get; } public static Order Of(int number) => new(number); }")]
    public void Who_can_t_change_the_type_is_told_what_else_to_do(string id, string types)
    {
        const string Task = "public static class Tasks { [QueueTask] public static Task HandleAsync(Order order) => Task.CompletedTask; }";
        var elsewhere = Assert.Single(Compiled.From(Task, references: [Compiled.From(types, assemblyName: "Library").ToReference()]).Ours);
        Assert.Equal(id, elsewhere.Id);
        Assert.EndsWith("or hand it to your own serializer with [PayloadJson(typeof(MyContext))].", elsewhere.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.DoesNotContain("another assembly", Message("Order order", types, id), StringComparison.Ordinal);
    }

    [Fact]
    public void A_base_of_several_classes_is_told_of_no_class_that_is_not_there()
        => Assert.DoesNotContain("Cash", Message("IEvent @event", "public interface IEvent { Guid Id { get; } }", "TT2001"), StringComparison.Ordinal);

    private static string? Message(string parameter, string types, string id)
    {
        var compiled = Compiled.From($"{types} public static class Tasks {{ [QueueTask] public static Task HandleAsync({parameter}) => Task.CompletedTask; }}");
        Assert.Empty(compiled.Compiler);
        var diagnostic = Assert.Single(compiled.Ours);
        Assert.Equal(id, diagnostic.Id);
        return diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }
}
