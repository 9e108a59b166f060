using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

public sealed class LockFileAnalyzerTests
{
    private const string Source =
        """
        namespace Shop;

        public sealed record Line(string Sku, int Count);

        public sealed record Order(IReadOnlyList<Line> Lines);

        public static class ReceiptTasks
        {
            [QueueTask]
            public static Task SendReceiptAsync(Guid orderId, Order order) => Task.CompletedTask;
        }
        """;

    private static readonly string File = Locking.Settle(Source);

    [Fact]
    public void A_settled_file_is_quiet() => Assert.Empty(Compiled.From(Source, locking: new Locking(File)).Ours);

    [Fact]
    public void A_file_is_written_for_a_type_whose_first_way_has_no_end()
    {
        const string source =
            """
            using System.Text.Json.Serialization;

            [JsonDerivedType(typeof(Not), "not"), JsonDerivedType(typeof(Holder), "holder")]
            public abstract record Expression;

            public sealed record Not(Expression Of) : Expression;

            public sealed record Holder(Leaf Leaf) : Expression;

            [JsonDerivedType(typeof(Wrapped), "wrapped"), JsonDerivedType(typeof(Number), "number")]
            public abstract record Leaf;

            public sealed record Wrapped(Expression Of) : Leaf;

            public sealed record Number(int Value) : Leaf;

            public static class MathTasks
            {
                [QueueTask]
                public static Task SolveAsync(Expression expression) => Task.CompletedTask;
            }
            """;
        Assert.Contains("\"Solve\"", Locking.Settle(source), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_written_that_can_be_read_where_derived_types_have_derived_types()
    {
        const string source =
            """
            using System.Text.Json.Serialization;

            [JsonDerivedType(typeof(Polygon), "polygon")]
            public abstract record Shape;

            [JsonDerivedType(typeof(Square), "square")]
            public record Polygon(int Sides) : Shape;

            public sealed record Square(int Length) : Polygon(4);

            public static class DrawingTasks
            {
                [QueueTask]
                public static Task DrawAsync(Shape shape, Polygon polygon) => Task.CompletedTask;
            }
            """;
        Assert.Empty(From(source, Locking.Settle(source)));
    }

    [Fact]
    public void A_member_deep_inside_is_underlined_where_it_is_declared()
    {
        var diagnostic = Assert.Single(From(Source.Replace("int Count", "string Count", StringComparison.Ordinal)));
        Assert.Equal("TT5015", diagnostic.Id);
        Assert.Equal("Count", Underlined(diagnostic));
        Assert.Contains("'order.Lines[].Count' of task 'SendReceipt' was 'int' and is now 'string'", Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_is_gone_is_told_at_its_type()
    {
        var diagnostic = Assert.Single(From(Source.Replace(", int Count", "", StringComparison.Ordinal)));
        Assert.Equal(("TT5012", "Line"), (diagnostic.Id, Underlined(diagnostic)));
        Assert.Contains("[FormerlyKnownAs(\"Count\")]", Message(diagnostic), StringComparison.Ordinal);
        Assert.Contains("[QueueTask(Version = 2)]", Message(diagnostic), StringComparison.Ordinal);
        Assert.Contains("internal static SendReceipt.V2 Upgrade(SendReceipt.V1 old)", Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_is_underlined()
    {
        var diagnostic = Assert.Single(From(Source.Replace("Guid orderId", "Guid? orderId", StringComparison.Ordinal)));
        Assert.Equal(("TT5011", "orderId"), (diagnostic.Id, Underlined(diagnostic)));
    }

    [Fact]
    public void A_task_that_is_gone_is_told_at_its_line_of_the_file()
    {
        var diagnostic = Assert.Single(From(Source.Replace("[QueueTask]", "", StringComparison.Ordinal)));
        Assert.Equal("TT5019", diagnostic.Id);
        Assert.Equal(3, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.EndsWith("tasks.lock.json", diagnostic.Location.GetLineSpan().Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_has_no_stub_is_not_gone()
        => Assert.Equal(["TT1006"], From(Source + "public static class SendReceipt;").Select(diagnostic => diagnostic.Id));

    [Fact]
    public void An_alias_that_is_dropped_is_a_task_that_is_gone()
    {
        var file = Locking.Settle(Source.Replace("[QueueTask]", "[QueueTask(Aliases = [\"old\"])]", StringComparison.Ordinal));
        Assert.Equal(["TT5019"], From(Source, file).Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("int a = 1", "string b = \"\"", "int a = 1", "TT5025")]
    [InlineData("int a", "int a", "int a", null)]
    [InlineData("int a", "int b", "[FormerlyKnownAs(\"b\")] int a", null)]
    [InlineData("int a", "[Sensitive] int a", "int a", "TT5025")]
    public void An_alias_that_the_file_has_as_a_task_must_be_readable(string own, string other, string merged, string? expected)
    {
        var file = Locking.Settle($"public static class T {{ [QueueTask] public static void One({own}) {{ }} [QueueTask] public static void Two({other}) {{ }} }}");
        file = file.Replace("\"One\": {\n", "\"One\": {\n      \"aliases\": [\"Two\"],\n", StringComparison.Ordinal);
        var reported = From($"public static class T {{ [QueueTask(Aliases = [\"Two\"])] public static void One({merged}) {{ }} }}", file).Where(diagnostic => diagnostic.Id != "TT5008");
        Assert.Equal(expected is null ? [] : new[] { expected }, reported.Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("string culture = \"en\"", "", "TT5022")]
    [InlineData("[FormerlyKnownAs(\"language\")] string culture = \"en\"", "", "TT5009")]
    [InlineData("string culture = \"en\"", "internal static Sum.V2 Upgrade(Sum.V1 old) => new() { Culture = old.Language };", "TT5009")]
    public void A_payload_that_passes_unchanged_must_fit_the_last_reader(string parameters, string upgrade, string expected)
    {
        var file = Locking.Settle("public static class T { [QueueTask] public static void Sum(string language) { } }");
        file = Locking.Settle("public static class T { [QueueTask(Version = 2)] public static void Sum([FormerlyKnownAs(\"language\")] string culture) { } }", file);
        Assert.Equal(
            [expected], From($"public static class T {{ [QueueTask(Version = 3)] public static void Sum({parameters}, int count = 1) {{ }} {upgrade} }}", file).Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("string Culture = \"nl\", string Language = \"x\"", "TT5022")]
    [InlineData("[property: FormerlyKnownAs(\"Language\")] string Culture = \"nl\", string Words = \"x\"", "TT5009")]
    [InlineData("string Culture = \"nl\", [property: FormerlyKnownAs(\"Language\")] string Words = \"x\"", "TT5022")]
    public void An_old_name_that_now_means_another_member_must_be_upgraded(string members, string expected)
    {
        const string Task = "public static class T { [QueueTask(Version = 1)] public static void Sum(List<Order> orders, Order[]? more = null) { } }";
        var file = Locking.Settle("public record Order(string Language);" + Task);
        file = Locking.Settle("public record Order([property: FormerlyKnownAs(\"Language\")] string Culture);" + Task.Replace("Version = 1", "Version = 2", StringComparison.Ordinal), file);
        Assert.Equal([expected], From($"public record Order({members});" + Task.Replace("Version = 1", "Version = 3", StringComparison.Ordinal), file).Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void A_number_that_became_a_name_and_then_a_text_must_be_upgraded()
    {
        const string Names = "[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<Color>))] ";
        const string Types = "public enum Color { Red, Green } public static class T { [QueueTask(Version = 1)] public static void Paint(Color color) { } }";
        var file = Locking.Settle(Names + Types.Replace("Version = 1", "Version = 2", StringComparison.Ordinal), Locking.Settle(Types));
        Assert.Equal(["TT5022"], From("public static class T { [QueueTask(Version = 3)] public static void Paint(string color) { } }", file).Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void A_malformed_file_is_one_diagnostic_with_its_line()
    {
        var diagnostic = Assert.Single(From(Source, File.Replace("\"versions\"", "<<<<<<< HEAD", StringComparison.Ordinal)));
        Assert.Equal("TT5001", diagnostic.Id);
        Assert.Contains("Line 5 of tasks.lock.json", Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dictionary_s_enum_keys_are_names()
    {
        const string Colors = "public static class PaintTasks { [QueueTask] public static Task PaintAsync(Dictionary<Color, int> litres) => Task.CompletedTask; } public enum Color { Red }";
        Assert.Equal(["TT5018"], From(Colors.Replace("{ Red }", "{ Crimson }", StringComparison.Ordinal), Locking.Settle(Colors)).Select(diagnostic => diagnostic.Id));
        Assert.Equal(["TT5011"], From(Colors.Replace("{ Red }", "{ Red, Green }", StringComparison.Ordinal), Locking.Settle(Colors)).Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("", "[return: Sensitive]", "string", "")]
    [InlineData("[return: Sensitive]", "", "string", "")]
    [InlineData("", "", "Login", "[Sensitive] ")]
    public void A_result_that_is_protected_otherwise_is_another_result(string before, string after, string type, string member)
    {
        const string Tasks = "public sealed record Login({1}string Phrase); public static class LoginTasks {{ [QueueTask] {0} public static {2} Find(int id) => throw new NotSupportedException(); }}";
        var was = string.Format(System.Globalization.CultureInfo.InvariantCulture, Tasks, before, "", type);
        var diagnostic = Assert.Single(From(string.Format(System.Globalization.CultureInfo.InvariantCulture, Tasks, after, member, type), Locking.Settle(was)));
        Assert.Equal("TT5020", diagnostic.Id);
        Assert.Contains("[Sensitive]", Message(diagnostic), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_sensitive_stands_in_the_file()
    {
        var file = Locking.Settle("public sealed record Login(string Name, [Sensitive] string Phrase); public static class LoginTasks { [QueueTask] [return: Sensitive] public static string Find(Login login, [Sensitive] string pin) => \"\"; }");
        Assert.Contains("\"pin\": { \"type\": \"string\", \"required\": true, \"sensitive\": true }", file, StringComparison.Ordinal);
        Assert.Contains("\"Phrase\": { \"type\": \"string\", \"required\": true, \"sensitive\": true }", file, StringComparison.Ordinal);
        Assert.Contains("\"Name\": { \"type\": \"string\", \"required\": true }", file, StringComparison.Ordinal);
        Assert.Contains("\"sensitiveResult\": true", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_file_one_hint_is_given_for_the_project()
        => Assert.Equal([("TT5002", DiagnosticSeverity.Info)], Missing().Select(diagnostic => (diagnostic.Id, diagnostic.Severity)));

    [Theory]
    [InlineData("TypedTasksLockFile", "required")]
    [InlineData("_IsPublishing", "true")]
    [InlineData("_IsPacking", "true")]
    public void Once_it_ships_the_file_must_be_there(string property, string value)
        => Assert.Equal([("TT5003", DiagnosticSeverity.Error)], Missing((property, value)).Select(diagnostic => (diagnostic.Id, diagnostic.Severity)));

    [Theory]
    [InlineData("off")]
    [InlineData("write")]
    public void A_project_that_writes_it_or_does_not_want_it_is_left_alone(string wish) => Assert.Empty(Missing(("TypedTasksLockFile", wish)));

    [Fact]
    public void In_a_continuous_integration_build_a_file_that_is_out_of_date_is_an_error()
        => Assert.Equal(
            [("TT5004", DiagnosticSeverity.Error)],
            Compiled.From(Source, locking: new Locking("""{ "format": 1, "tasks": {} }""", ("ContinuousIntegrationBuild", "true"))).Ours.Select(diagnostic => (diagnostic.Id, diagnostic.Severity)));

    [Fact]
    public void While_the_file_is_written_only_what_breaks_is_told()
    {
        Assert.Empty(Compiled.From(Source, locking: new Locking("""{ "format": 1, "tasks": {} }""", ("TypedTasksLockFile", "write"))).Ours);
        Assert.Equal(["TT5012"], Compiled.From(Source.Replace("Guid orderId, ", "", StringComparison.Ordinal), locking: new Locking(File, ("TypedTasksLockFile", "write"))).Ours.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void The_generator_writes_the_settled_file_as_comments()
    {
        var compiled = Compiled.From(Source, locking: new Locking(null, ("TypedTasksLockFile", "write")));
        var text = compiled.Compilation.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("tasks.lock.g.cs", StringComparison.Ordinal)).ToString();
        Assert.Equal(File, string.Concat(text.TrimEnd('\n').Split('\n').Select(line => line["// ".Length..] + "\n")));
    }

    [Fact]
    public void A_project_without_tasks_gets_no_file()
    {
        var compiled = Compiled.From("public static class Nothing;", locking: new Locking(null, ("TypedTasksLockFile", "write")));
        Assert.Equal("", compiled.Compilation.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("tasks.lock.g.cs", StringComparison.Ordinal)).ToString());
    }

    [Fact]
    public void Nothing_is_written_over_a_malformed_file()
        => Assert.DoesNotContain(
            Compiled.From(Source, locking: new Locking("{", ("TypedTasksLockFile", "write"))).Compilation.SyntaxTrees,
            tree => tree.FilePath.EndsWith("tasks.lock.g.cs", StringComparison.Ordinal));

    [Fact]
    public void Settling_twice_changes_nothing() => Assert.Equal(File, Locking.Settle(Source, File));

    [Fact]
    public void Samples_that_somebody_added_stay()
    {
        const string Sample = "{\"orderId\":\"11111111-1111-1111-1111-111111111111\",\"order\":{\"Lines\":[]}}";
        var file = File.Replace("\"samples\": [\n", "\"samples\": [\n            " + Sample + ",\n", StringComparison.Ordinal);
        var settled = Locking.Settle(Source.Replace("Order order)", "Order order, bool gift = false)", StringComparison.Ordinal), file);
        Assert.Contains(Sample, settled, StringComparison.Ordinal);
        Assert.Contains("\"gift\":true", settled, StringComparison.Ordinal);
    }

    private static ImmutableArray<Diagnostic> From(string source, string? file = null) => Compiled.From(source, locking: new Locking(file ?? File)).Ours;

    private static ImmutableArray<Diagnostic> Missing(params (string Name, string Value)[] properties) => Compiled.From(Source, locking: new Locking(null, properties)).Ours;

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    private static string? Underlined(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
}
