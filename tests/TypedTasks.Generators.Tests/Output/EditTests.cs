using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests.Output;

/// <summary>Whatever was edited, and in whatever order: a driver that saw every step writes what a fresh one writes.</summary>
public sealed class EditTests
{
    private static readonly string[] Sources =
    [
        """
        using Shop.Model;
        namespace Shop;
        static partial class T
        {
            /// <summary>Sends.</summary>
            [QueueTask(Queue = Names.Queue)] public static Task<Line?> SendAsync(Order order, DayOfWeek day = DayOfWeek.Friday) { return Task.FromResult<Line?>(null); }
            [QueueTask] public static void Other(int x = Names.Count) { }
            static void Twice(int x) => Console.WriteLine(x);
        }
        """,
        """
        namespace Shop.Model;
        public sealed record Order(Guid Id, List<Line> Lines, Kind Kind);
        public sealed class Line { public string Name { get; init; } = "a"; public int Sum() => 1; }
        public enum Kind { Small = 1, Large = 2 }
        """,
        """
        namespace Shop;
        static class Names { public const string Queue = "mail"; public const int Count = 3; }
        static partial class T { [QueueTask] public static void Third(Names2 names, string? note) { int y = 1; } }
        public sealed partial record Names2(int A);
        """,
        "namespace Shop; public sealed partial record Names2 { public int B { get; init; } static void Nothing() { } }",
        "class Unrelated { int X() => 1; }",
    ];

    // Pairs of texts; an edit puts the one in the other's place. Some make errors.
    private static readonly (string, string)[] Edits =
    [
        ("(null); }", "(default); }"), ("(x);", "(x + 1);"), ("int y = 1;", "int y = 2; /* longer */"), ("X() => 1", "X() => 2"), ("Sum() => 1", "Sum() => 2 + 2"),
        ("{ int y = 1; }", "{ int y = 1; } }"), ("Nothing() { }", "Nothing() { {"), ("Nothing() { }", "Nothing() {\n#nullable disable\n}"),
        ("Nothing() { }", "Nothing() { } public int C { get; init; }"), ("Nothing() { }", "Nothing() {\n#if true\n}\n#else\n}  public int D { get; init; }\n#endif\n"),
        ("<summary>Sends.", "<summary>Posts."), ("\"mail\"", "\"post\""), ("Count = 3", "Count = 4"), ("Large = 2", "Large = 3"), ("Large = 2", "Large = 2, Huge = 4"),
        ("= \"a\"", "= \"b\""), ("string Name { get; init; } = \"a\";", "required string Name { get; init; }"), ("int B { get; init; }", "int B { get; }"),
        ("int B", "long B"), ("record Names2(int A)", "record Names2(int A, int Z = 1)"), ("Guid Id", "Guid? Id"), ("using Shop.Model;", "using Shop.Model; using Kind = System.DayOfWeek;"),
        ("[QueueTask] public static void Other", "public static void Other"), ("[QueueTask] public", "[QueueTask(MaxAttempts = 5)] public"), ("Third(", "Fourth("),
        ("class Unrelated", "class Other"), ("class Unrelated { ", "class Unrelated { static void Extra() { } "), ("class Unrelated", "namespace Shop; class Send"),
        ("static void Twice", "/* moved */ static void Twice"), ("string? note", "string note"), ("namespace Shop.Model;", "#nullable disable\nnamespace Shop.Model;"),
        ("static void Twice", "[QueueTask] public static void Twice"), ("List<Line>", "List<System.IO.Stream>"), ("List<Line>", "Line[]"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void After_any_edits_the_output_is_that_of_a_fresh_driver(int seed)
    {
        var random = new Random(seed);
        var setup = new Setup();
        var program = setup.Compile(Sources);
        GeneratorDriver incremental = Driver(setup);
        var history = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            program = Edit(program, setup, random, history);
            incremental = incremental.RunGenerators(program, TestContext.Current.CancellationToken);
            Assert.True(Fresh(program, setup) == Output(incremental), "Differs after " + string.Join("; ", history));
        }
    }

    private static CSharpCompilation Edit(CSharpCompilation program, Setup setup, Random random, List<string> history)
    {
        switch (random.Next(24))
        {
            case 0:
                history.Add("options");
                return program.WithOptions(program.Options.WithNullableContextOptions(program.Options.NullableContextOptions == NullableContextOptions.Enable ? NullableContextOptions.Disable : NullableContextOptions.Enable));
            case 1:
                history.Add("name");
                return program.WithAssemblyName("Program" + random.Next(3).ToString(CultureInfo.InvariantCulture));
            case 2:
                history.Add("references");
                var first = program.References.First(reference => reference.Display?.EndsWith("System.Xml.dll", StringComparison.Ordinal) != true);
                return program.RemoveReferences(first).AddReferences(first);
        }

        while (true)
        {
            var (one, other) = Edits[random.Next(Edits.Length)];
            if (random.Next(2) == 0) (one, other) = (other, one);
            if (program.SyntaxTrees.FirstOrDefault(tree => tree.ToString().Contains(one, StringComparison.Ordinal)) is not { } tree) continue;
            var text = tree.ToString();
            var place = text.IndexOf(one, StringComparison.Ordinal);
            history.Add($"{one} -> {other}");
            return program.ReplaceSyntaxTree(tree, setup.Parse(string.Concat(text.AsSpan(0, place), other, text.AsSpan(place + one.Length)), tree.FilePath));
        }
    }

    // Every tree is parsed anew: nothing leads from it to an earlier program.
    private static string Fresh(CSharpCompilation program, Setup setup)
        => Output(Driver(setup).RunGenerators(program.RemoveAllSyntaxTrees().AddSyntaxTrees(program.SyntaxTrees.Select(tree => setup.Parse(tree.ToString(), tree.FilePath)))));

    private static CSharpGeneratorDriver Driver(Setup setup) => CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: setup.ParseOptions);

    private static string Output(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return string.Join("\n", result.GeneratedSources.OrderBy(file => file.HintName, StringComparer.Ordinal).Select(file => file.HintName + "\n" + file.SourceText));
    }
}
