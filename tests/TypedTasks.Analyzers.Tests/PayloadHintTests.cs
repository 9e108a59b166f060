using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>What hints say and where; which payloads get them is in Corpus/parameters.txt.</summary>
public sealed class PayloadHintTests
{
    [Fact]
    public void A_member_is_underlined_itself_and_once_however_many_tasks_reach_it() => Source.Reports(
        """
        public sealed record Order(Guid Id, [|DateTime|] Placed);

        public static class OrderTasks
        {
            [QueueTask]
            public static Task ShipAsync(Order order) => Task.CompletedTask;

            [QueueTask]
            public static Task BillAsync(List<Order> orders) => Task.CompletedTask;

            [QueueTask]
            public static Task<Order> FindAsync(Guid id) => throw new NotSupportedException();
        }
        """,
        "TT3010", "'Order.Placed' in a payload", "DateTimeOffset");

    [Fact]
    public void A_parameter_is_underlined_where_it_is_declared() => Source.Reports(
        """
        public static class OrderTasks
        {
            [QueueTask]
            public static Task ShipAsync(Guid id, [|DateTime|] due) => Task.CompletedTask;
        }
        """,
        "TT3010", "Parameter 'due' of task 'Ship'");

    [Fact]
    public void A_result_is_underlined_where_it_is_declared() => Source.Reports(
        """
        public static class OrderTasks
        {
            [QueueTask]
            public static [|Task<DateTime>|] FindAsync(Guid id) => throw new NotSupportedException();
        }
        """,
        "TT3010", "The result of task 'Find'");

    [Fact]
    public void A_type_of_another_assembly_is_reported_at_the_parameter()
    {
        var library = Compiled.From("public sealed record Order(Guid Id, DateTime Placed);", assemblyName: "Library").ToReference();
        var compiled = Compiled.From(
            """
            public static class OrderTasks
            {
                [QueueTask]
                public static Task ShipAsync(List<Order> orders) => Task.CompletedTask;
            }
            """,
            references: [library]);
        var diagnostic = Assert.Single(compiled.Ours);
        Assert.Equal("TT3010", diagnostic.Id);
        Assert.Contains("'orders[].Placed' of task 'Ship'", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    // In an editor a project reference brings its sources along, and a diagnostic must not point there.
    [Theory]
    [InlineData("public sealed record Order(Guid Id, DateTime Placed);", "TT3010")]
    [InlineData("public sealed record Order(Guid Id, Stream Photo);", "TT2003")]
    public void A_type_of_another_project_is_reported_at_the_parameter(string type, string id)
    {
        var library = Compiled.From(type, assemblyName: "Library").Compilation.ToMetadataReference();
        var compiled = Compiled.From(
            """
            public static class OrderTasks
            {
                [QueueTask]
                public static Task ShipAsync(Order order) => Task.CompletedTask;
            }
            """,
            references: [library]);
        Assert.Equal([id], compiled.Ours.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void The_derived_class_is_named() => Source.Reports(
        """
        public record Animal(string Name);

        public sealed record Dog(string Name) : Animal(Name);

        public sealed record Cat(string Name) : Animal(Name);

        public static class FarmTasks
        {
            [QueueTask]
            public static Task FeedAsync([|Animal|] animal) => Task.CompletedTask;
        }
        """,
        "TT3001", "declared as 'Animal', from which 'Cat' derives");

    [Fact]
    public void State_that_is_not_public_is_underlined_itself_and_once() => Source.Reports(
        """
        public abstract class Base<T>
        {
            private T? [|last|];

            public void See(T value) => last = value;
        }

        public sealed class Numbers : Base<int> { public int Number { get; set; } }

        public sealed class Texts : Base<string> { public string Text { get; set; } = ""; }

        public static class SightTasks
        {
            [QueueTask]
            public static Task KeepAsync(Numbers numbers, Texts texts) => Task.CompletedTask;
        }
        """,
        "TT3009", "'Base.last' in a payload is not public", "[JsonIgnore]");

    [Fact]
    public void A_parameter_that_an_object_keeps_is_underlined_itself() => Source.Reports(
        """
        public sealed class Counter(int [|start|])
        {
            public Counter() : this(5) { }

            public int Step { get; set; }

            public int Next() => start + Step;
        }

        public static class CountTasks
        {
            [QueueTask]
            public static Task CountAsync(Counter counter) => Task.CompletedTask;
        }
        """,
        "TT3009", "'Counter.start' in a payload is not public");

    [Fact]
    public void The_field_behind_a_property_may_be_the_one_that_is_left_out() => Source.Reports(
        """
        public sealed class Order
        {
            public int Number { get; set; }

            [field: NonSerialized]
            public string? [|Note|] { get; set; }
        }

        public static class OrderTasks
        {
            [QueueTask]
            public static Task ShipAsync(Order order) => Task.CompletedTask;
        }
        """,
        "TT3033", "'Order.Note' in a payload is stored, although the field behind it is marked [NonSerialized]", "[JsonIgnore] of System.Text.Json.Serialization", "[Sensitive]");

    // The decision on the task is the same after such an edit, and kept.
    [Fact]
    public async Task An_edit_of_a_method_body_brings_and_takes_away_the_hint_at_state()
    {
        const string Text = "public sealed class Counter { private int hits; public int Hits() { return hits; } public string Name { get; set; } = \"\"; } public static class T { [QueueTask] public static void One(Counter counter) { } }";
        var before = Compiled.From(Text);
        Assert.Empty(before.Ours);
        var file = before.Compilation.SyntaxTrees.Single(tree => tree.ToString().Contains("return hits;", StringComparison.Ordinal));
        var edited = before.Compilation.ReplaceSyntaxTree(file, file.WithChangedText(SourceText.From(file.ToString().Replace("return hits;", "return hits++;", StringComparison.Ordinal), Encoding.UTF8)));
        Assert.Equal(["TT3009"], await HintsAsync(edited));
        Assert.Empty(await HintsAsync(before.Compilation));

        static async Task<IEnumerable<string>> HintsAsync(Compilation program)
            => (await program.WithAnalyzers([new TaskAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken)).Select(diagnostic => diagnostic.Id);
    }

    [Fact]
    public void Missing_annotations_are_said_once_per_task_and_once_per_type()
    {
        var compiled = Compiled.From(
            """
            #nullable disable
            public sealed class Order { public string Note { get; set; } public string Language { get; set; } }

            public static class OrderTasks
            {
                [QueueTask]
                public static Task ShipAsync(string text, string other, Order order) => Task.CompletedTask;

                [QueueTask]
                public static Task BillAsync(int number) => Task.CompletedTask;
            }
            """);
        Assert.Equal(["TT3002", "TT3002"], compiled.Ours.Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void A_task_with_a_fault_gets_no_hints() => Source.Reports(
        """
        public static class OrderTasks
        {
            [QueueTask]
            public static async Task ShipAsync(DateTime due, [|object|] anything) => await Task.Yield();
        }
        """,
        "TT2002");

    [Fact]
    public void A_hint_is_turned_off_where_it_stands() => Source.IsClean(
        """
        #pragma warning disable TT3010
        public sealed record Order(Guid Id, DateTime Placed);
        #pragma warning restore TT3010

        public static class OrderTasks
        {
            [QueueTask]
            public static Task ShipAsync(Order order) => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("async Task [|WorkAsync|](int value) => await Task.Yield();", true)]
    [InlineData("async Task WorkAsync(int value, CancellationToken stop) => await Task.Yield();", false)]
    [InlineData("async Task WorkAsync(int value, JobContext job) => await Task.Yield();", false)]
    [InlineData("Task WorkAsync(int value) => Task.CompletedTask;", false)]
    [InlineData("void Work(int value) { }", false)]
    public void A_task_that_awaits_should_take_a_token(string method, bool isReported)
    {
        var source = "public static class Tasks { [QueueTask] public static " + method + " }";
        if (isReported) Source.Reports(source, "TT4004", "'WorkAsync' takes no CancellationToken");
        else Source.IsClean(source);
    }
}
