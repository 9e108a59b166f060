using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>What is said about a change of the code against the lock file: what it is, whom it harms, and a remedy that fits.</summary>
public sealed class ChangeMessageTests
{
    private const string Raise = "raise the version, [QueueTask(Version = 2)]";

    [Fact]
    public void A_member_that_is_gone_is_looked_for_under_another_name() => Says(
        "TT5012", InPayload("public record Letter(string To, int Pages);"), InPayload("public record Letter(string To);"),
        "'letter.Pages' of task 'Post' is gone; it was 'int'. Queued jobs hold its value", "Put [FormerlyKnownAs(\"Pages\")] on its successor if it was renamed, or " + Raise);

    [Fact]
    public void A_former_name_that_is_gone_is_to_be_put_back_on_the_member_that_is_there() => Says(
        "TT5012", InPayload("public record Letter([property: FormerlyKnownAs(\"Customer\")] string Recipient);"), InPayload("public record Letter(string Recipient);"),
        "'letter.Recipient' of task 'Post' no longer takes the former name 'Customer'. Queued jobs may hold its value under that name", "Put [FormerlyKnownAs(\"Customer\")] back, or " + Raise);

    [Fact]
    public void A_former_name_of_a_parameter_is_too() => Says(
        "TT5012", "public static class T { [QueueTask] public static void Post([FormerlyKnownAs(\"customer\")] string recipient) { } }", "public static class T { [QueueTask] public static void Post(string recipient) { } }",
        "Parameter 'recipient' of task 'Post' no longer takes the former name 'customer'.", "Put [FormerlyKnownAs(\"customer\")] back, or " + Raise);

    [Fact]
    public void A_derived_type_that_is_gone_is_to_be_listed_again() => Says(
        "TT5012", InPayload(Derived("JsonDerivedType(typeof(Card), \"card\"), JsonDerivedType(typeof(Note), \"note\")")), InPayload(Derived("JsonDerivedType(typeof(Card), \"card\")")),
        "'letter(\"note\")' of task 'Post' is gone; it was 'Note'.", "Put its [JsonDerivedType] back, or " + Raise);

    [Fact]
    public void A_base_class_that_became_abstract_is_to_be_made_as_before() => Says(
        "TT5012", InPayload(Derived("JsonDerivedType(typeof(Card), \"card\")").Replace("abstract ", "", StringComparison.Ordinal)), InPayload(Derived("JsonDerivedType(typeof(Card), \"card\")")),
        "'letter(Letter)' of task 'Post' is gone; it was 'Letter'.", "Take 'abstract' away from it again, or " + Raise);

    [Fact]
    public void Queued_jobs_lack_an_optional_member() => Says(
        "TT5005", InPayload("public record Letter(string To);"), InPayload("public record Letter(string To, int Pages = 1);"),
        "'letter.Pages' of task 'Post' is new and not in tasks.lock.json. Queued jobs lack it and take its default, and workers of the previous build pass it over. Settle it");

    [Theory]
    [InlineData("TT5005", "string To", "string To, int Pages = 1", "'result.Pages' of task 'Post' is new and not in tasks.lock.json. Stored results lack it and take its default, and readers of the previous build pass it over. Settle it")]
    [InlineData("TT5006", "int Pages = 1", "int Pages = 2", "'result.Pages' of task 'Post' was default 1 and is now default 2. Results hold the value they were stored with; only those that were stored before it existed take the default. Settle it")]
    [InlineData("TT5008", "string To", "[property: FormerlyKnownAs(\"At\")] string To", "in the code. Stored results look the same, so none is at risk. Settle it")]
    [InlineData("TT5007", "Size Size", "Size Size", "'Size.Large' in 'result.Size' of task 'Post' is new and not in tasks.lock.json.", "enum Size { Small }", "enum Size { Small, Large }")]
    public void Of_a_result_stored_results_are_told(string id, string before, string after, string message, string typeBefore = "", string typeAfter = "")
        => Says(id, InResult(before, typeBefore), InResult(after, typeAfter), message);

    [Theory]
    [InlineData("string To, int Pages", "int Pages", "'result.To' of task 'Post' is gone; it was 'string'.", "Put it back (if it was renamed, mark its successor [JsonPropertyName(\"To\")]), or ")]
    [InlineData("int Pages", "string To, int Pages", "'result.To' of task 'Post' is new and required.", "Give it a default, or ")]
    [InlineData("int Pages = 1", "int Pages", "'result.Pages' of task 'Post' is now required and was default 1.", "Give it a default again, or ")]
    [InlineData("int Pages", "string Pages", "'result.Pages' of task 'Post' was 'int' and is now 'string'.", "Take the type back, or ")]
    [InlineData("string? To", "string To", "'result.To' of task 'Post' was 'string?' and is now 'string'.", "Take the type back, or ")]
    [InlineData("string To", "[property: FormerlyKnownAs(\"To\")] string Recipient", "'result.Recipient' of task 'Post' was named 'To'.", "Mark it [JsonPropertyName(\"To\")] in place of [FormerlyKnownAs], or ")]
    [InlineData("[property: FormerlyKnownAs(\"To\")] string Recipient", "string Recipient", "'result.Recipient' of task 'Post' no longer takes the former name 'To'.", "Put [FormerlyKnownAs(\"To\")] back, or ")]
    [InlineData("string To", "[property: Sensitive] string To", "'result.To' of task 'Post' was not sensitive and is now [Sensitive].", "Mark it as it was, or ")]
    [InlineData("Size Size", "Size Size", "'Size.Large' in 'result.Size' of task 'Post' is gone.", "Bring it back, or ", "enum Size { Small, Large }", "enum Size { Small }")]
    [InlineData("Size Size", "Size Size", "'Size.Large' in 'result.Size' of task 'Post' was 1 and is now 2.", "Give it its number back, or ", "enum Size { Small, Large }", "enum Size { Small, Large = 2 }")]
    [InlineData("Size Size", "Size Size", "'Size.Large' in 'result.Size' of task 'Post' is new.", "Take it out again, or ", Named + "enum Size { Small }", Named + "enum Size { Small, Large }")]
    public void A_result_that_changed_is_told_with_its_remedy(string before, string after, string message, string remedy, string typeBefore = "", string typeAfter = "")
        => Says("TT5020", InResult(before, typeBefore), InResult(after, typeAfter), message + " Results that are stored,", remedy + "raise the version, [QueueTask(Version = 2)].");

    [Theory]
    [InlineData("int", "string", "was 'int' and is now 'string'.")]
    [InlineData("void", "string", "was 'nothing' and is now 'string'.")]
    [InlineData("string", "void", "was 'string' and is now 'nothing'.")]
    public void A_result_of_another_type_is_told_as_a_whole(string before, string after, string message) => Says(
        "TT5020", $"public static class T {{ [QueueTask] public static {before} Post(int id) => throw new NotSupportedException(); }}", $"public static class T {{ [QueueTask] public static {after} Post(int id) => throw new NotSupportedException(); }}",
        "The result of task 'Post' " + message, "Take the type back, or " + Raise);

    [Fact]
    public void A_name_that_is_added_to_an_enum_was_nothing() => Says(
        "TT5011", InPayload($"public record Letter(Size Size); {Named} public enum Size {{ Small }}"), InPayload($"public record Letter(Size Size); {Named} public enum Size {{ Small, Large }}"),
        "'Size.Large' in 'letter.Size' of task 'Post' was 'nothing' and is now 'Large'.");

    private const string Named = "[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<Size>))] ";

    private static string Derived(string list)
        => $"[{list.Replace("JsonDerivedType", "System.Text.Json.Serialization.JsonDerivedType", StringComparison.Ordinal)}] public abstract record Letter; public record Card(int A) : Letter; public record Note(int B) : Letter;";

    private static string InPayload(string types) => $"{types} public static class T {{ [QueueTask] public static void Post(Letter letter) {{ }} }}";

    private static string InResult(string members, string type)
        => $"public record Letter({members}); {type.Replace("enum ", "public enum ", StringComparison.Ordinal)} public static class T {{ [QueueTask] public static Letter Post(int id) => throw new NotSupportedException(); }}";

    private static void Says(string id, string before, string after, params string[] parts)
    {
        var compiled = Compiled.From(after, locking: new Locking(Locking.Settle(before)));
        Assert.Empty(compiled.Compiler);
        var diagnostic = Assert.Single(compiled.Ours);
        Assert.Equal(id, diagnostic.Id);
        var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain("''", message, StringComparison.Ordinal);
    }
}
