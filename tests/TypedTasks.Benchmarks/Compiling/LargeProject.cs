using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Benchmarks.Compiling;

/// <summary>A project with many tasks, each with a payload type of its own, in files of ten, and as many files without.</summary>
internal static class LargeProject
{
    public const int Tasks = 1000;
    public const string OrdinaryFile = "Ordinary0.cs";
    public const string PayloadFile = "Payloads0.cs";
    public const string TaskFile = "Tasks0.cs";

    private const int TasksPerFile = 10;

    private static readonly MetadataReference[] References =
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(QueueTaskAttribute).Assembly.Location),
    ];

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Parse);

    /// <summary>The project, parsed but not yet bound.</summary>
    public static CSharpCompilation Compilation()
        => CSharpCompilation.Create(
            "LargeProject",
            Enumerable.Range(0, Tasks / TasksPerFile).SelectMany(Files),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: true));

    /// <summary>The project after an edit of one file.</summary>
    /// <param name="project">The project before.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="old">What is replaced, once.</param>
    /// <param name="replacement">What stands there afterwards.</param>
    public static CSharpCompilation Edit(CSharpCompilation project, string file, string old, string replacement)
    {
        var tree = project.SyntaxTrees.Single(tree => tree.FilePath == file);
        var text = tree.ToString();
        var place = text.IndexOf(old, StringComparison.Ordinal);
        return project.ReplaceSyntaxTree(tree, Parse(string.Concat(text.AsSpan(0, place), replacement, text.AsSpan(place + old.Length)), file));
    }

    private static IEnumerable<SyntaxTree> Files(int file)
    {
        var numbers = Enumerable.Range(file * TasksPerFile, TasksPerFile).ToList();
        yield return Parse(PayloadTypes(numbers), $"Payloads{file}.cs");
        yield return Parse(TaskMethods(file, numbers), $"Tasks{file}.cs");
        yield return Parse(OrdinaryCode(file), $"Ordinary{file}.cs");
    }

    private static string PayloadTypes(IEnumerable<int> numbers) => "using System;\nusing System.Collections.Generic;\nnamespace Shop.Model;\n" + string.Concat(numbers.Select(i => Text(
        $$"""
        public sealed record Order{{i}}(Guid Id, string Customer, DateTimeOffset PlacedAt, decimal Total, List<Line{{i}}> Lines, string? Note = null);
        public sealed record Line{{i}}(int Product, int Quantity, decimal Price);

        """)));

    private static string TaskMethods(int file, IEnumerable<int> numbers) => Text(
        $$"""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Shop.Model;
        using TypedTasks;
        namespace Shop.Tasks;
        public static class Tasks{{file}}
        {
        {{string.Concat(numbers.Select(i => Text(
            $$"""
                [QueueTask(Queue = "orders")]
                public static async Task Ship{{i}}Async(Guid id, Order{{i}} order, int priority = 1, CancellationToken cancellationToken = default)
                    => await Task.Delay(order.Lines.Count + priority, cancellationToken);

            """)))}}
        }
        """);

    private static string OrdinaryCode(int file) => Text(
        $$"""
        using System.Linq;
        namespace Shop.Ordinary;
        public static class Ordinary{{file}}
        {
            public static int Sum(int[] values) => values.Where(value => value > 1).Sum();
            public static string Join(string[] values) => string.Join(", ", values.OrderBy(value => value.Length));
        }
        """);

    private static SyntaxTree Parse(string text, string file) => CSharpSyntaxTree.ParseText(text, ParseOptions, file);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
