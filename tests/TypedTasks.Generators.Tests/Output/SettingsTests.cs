using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests.Output;

/// <summary>Generated code compiles without a warning under the settings that users have.</summary>
public sealed class SettingsTests
{
    private const string Program =
        """
        namespace Shop;
        #pragma warning disable CS1591, CS1573
        public interface INamed { string Name { get; } }
        public record Base(string Name) : INamed { public List<string> Tags { get; init; } = new(); public Dictionary<string, Base[]> Parts { get; set; } }
        public class Limited<T> where T : class { public T Value { get; set; } }
        public class Narrow<T> where T : INamed { public T[] Values { get; init; } }
        public readonly record struct Point(int X, int Y);
        public struct Pair { public Pair(int left, string right) { Left = left; Right = right; } public int Left { get; } public string Right { get; } }
        /// <summary>Tasks &amp; more.</summary>
        public static class Tasks
        {
            /// <summary>
            /// Sends <paramref name="order"/> to <see cref="Tasks"/>.
            /// <list type="bullet"><item><description>a &lt; b</description></item></list>
            /// </summary>
            /// <remarks>Rarely.</remarks>
            /// <param name="order">The <c>order</c>.</param>
            [QueueTask]
            public static Task<Base> SendAsync(Base order, Limited<string> limited, Narrow<Base> narrow, Dictionary<string, List<string>> d, Point p, Pair pair, Point? q = null, string s = null) => Task.FromResult(order);

            [QueueTask, Obsolete("Use the \"other\".")]
            public static void Old(int x) { }

            [QueueTask, Obsolete("Gone.", true)]
            public static void VeryOld(int x) { }

            [QueueTask, Obsolete]
            public static void QuiteOld(int x) { }
        }
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void Any_language_version_from_12(LanguageVersion language)
        => GeneratedProgram.From("#nullable disable\n" + Program, new Setup { Language = language });

    [Theory]
    [InlineData("List<int>")]
    [InlineData("IEnumerable<string?>")]
    [InlineData("IReadOnlyList<DateOnly>")]
    [InlineData("HashSet<int>")]
    public void Params_collections_of_later_versions(string type)
        => GeneratedProgram.From(
            $"static class T {{ [QueueTask] public static void Send(int x, params {type} y) {{ }} }} static class Caller {{ static void Call() => Send.Job(1); static ValueTask<JobHandle> Enqueue() => Send.EnqueueAsync(1); }}",
            new Setup { Language = LanguageVersion.CSharp13 });

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Annotations)]
    public void Without_nullable_annotations_and_without_their_warnings(NullableContextOptions nullable)
        => GeneratedProgram.From(Program, new Setup { Nullable = nullable });

    [Theory]
    [InlineData(DocumentationMode.None)]
    [InlineData(DocumentationMode.Diagnose)]
    public void With_and_without_documentation(DocumentationMode documentation)
        => GeneratedProgram.From("#nullable disable\n" + Program, new Setup { Documentation = documentation });

    [Fact]
    public void Documentation_is_carried_over()
    {
        var program = GeneratedProgram.From("#nullable disable\n" + Program, new Setup { Documentation = DocumentationMode.Diagnose });
        var stub = program.Files["Shop_Send_Task.g.cs"];
        Assert.Contains("/// Sends <paramref name=\"order\" /> to <see cref=\"T:Shop.Tasks\" />.", stub, StringComparison.Ordinal);
        Assert.Contains("/// <param name=\"order\">The <c>order</c>.</param>", stub, StringComparison.Ordinal);
        Assert.Contains("<description>a &lt; b</description>", stub, StringComparison.Ordinal);
    }

    [Fact]
    public void Documentation_is_carried_over_where_the_project_writes_no_documentation_file()
    {
        var program = GeneratedProgram.From("#nullable disable\n" + Program, new Setup { Documentation = DocumentationMode.None });
        Assert.Contains("/// <param name=\"order\">The <c>order</c>.</param>", program.Files["Shop_Send_Task.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Old", "CS0618")]
    [InlineData("VeryOld", "CS0619")]
    [InlineData("QuiteOld", "CS0612")]
    public void Obsolete_tasks_have_obsolete_stubs(string stub, string diagnostic)
    {
        var program = GeneratedProgram.Try($"#nullable disable\n{Program}\nstatic class Caller {{ static void Call() => {stub}.Job(1); }}");
        Assert.Equal(diagnostic, Assert.Single(program.Diagnostics.Select(found => found.Id).Distinct()));
    }
}
