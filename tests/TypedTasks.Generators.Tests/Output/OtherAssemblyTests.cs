using System.Text;
using TypedTasks.Generators.Tests.Harness;
using TypedTasks.Generators.Tests.RoundTrips;

namespace TypedTasks.Generators.Tests.Output;

/// <summary>Payload types that the generator knows from metadata only, without source and without private members.</summary>
public sealed class OtherAssemblyTests
{
    private const string Types =
        """
        namespace Lib;
        public sealed record Order(System.Guid Id, Line? First = null, int Count = 5) { public string Note { get; init; } = "none"; public int Twice => 2 * Count; internal int Secret => 1; }
        public class Line { public string Product { get; set; } = ""; public System.Collections.Generic.List<string?> Tags { get; init; } = []; }
        public sealed class Sums { public int Kept { get; set; } public System.Collections.Generic.IReadOnlyList<int> Twice { get { return [Kept, Kept]; } } }
        public readonly record struct Money(decimal Amount, string Currency = "EUR");
        public sealed class Lost { public int Kept { get; set; } public int Auto { get; } = 1; public int Computed => 2; }
        public sealed class Filled { private readonly System.Collections.Generic.List<int> items = []; public int Kept { get; set; } public System.Collections.Generic.IList<int> Items { get { return items; } } }
        public sealed class Bag : System.Collections.IEnumerable { public void Add(int item) { } public System.Collections.IEnumerator GetEnumerator() => throw new System.NotSupportedException(); }
        public sealed class Grown { private readonly Bag items = []; public int Kept { get; set; } public Bag Items { get { return items; } } }
        public sealed class Closed { internal Closed(int x) => X = x; public int X { get; } }
        """;

    private const string Program =
        """
        public static class T
        {
            [QueueTask]
            public static Lib.Money Send(Lib.Order order, Lib.Money? money = null) => money ?? new Lib.Money(order.Twice, order.Note);
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Types_of_other_assemblies_come_back(bool fromReferenceAssembly)
    {
        var library = GeneratedProgram.From(Types, new Setup { AssemblyName = "Lib" });
        var program = GeneratedProgram.From(Program, new Setup { References = [fromReferenceAssembly ? library.ToReferenceAssembly() : library.ToReference()] });
        var assembly = program.Load(library);
        var manifest = Assert.IsAssignableFrom<ITaskManifest>(Activator.CreateInstance(Assert.Single(assembly.GetTypes(), type => type.IsAssignableTo(typeof(ITaskManifest)))));
        var task = Assert.Single(manifest.Tasks);
        var result = await task.Decode("""{"order":{"Id":"0f8fad5b-d9cb-469f-a165-70867728950e","First":{"Product":"p","Tags":[null]}}}"""u8)(new Capture());
        Assert.Equal("""{"Amount":10,"Currency":"none"}""", Encoding.UTF8.GetString(result ?? []));
        Payload.Refuses(task, """{"order":{"Id":"0f8fad5b-d9cb-469f-a165-70867728950e","First":{"Tags":[1]}}}""");
    }

    [Theory]
    [InlineData("Lib.Lost", false)]
    [InlineData("Lib.Lost", true)]
    [InlineData("Lib.Filled", false)]
    [InlineData("Lib.Filled", true)]
    [InlineData("Lib.Grown", false)]
    [InlineData("Lib.Grown", true)]
    [InlineData("Lib.Closed", false)]
    [InlineData("Lib.Closed", true)]
    public void What_would_be_lost_is_seen_in_metadata_too(string type, bool fromReferenceAssembly)
    {
        var library = GeneratedProgram.From(Types, new Setup { AssemblyName = "Lib" });
        var program = GeneratedProgram.From(
            $"public static class T {{ [QueueTask] public static void Send({type} value) {{ }} }}",
            new Setup { References = [fromReferenceAssembly ? library.ToReferenceAssembly() : library.ToReference()] });
        Assert.Contains("NotSupportedException", program.Files["Send_Task.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_computed_is_left_out_of_metadata_too()
    {
        var library = GeneratedProgram.From(Types, new Setup { AssemblyName = "Lib" });
        var program = GeneratedProgram.From("public static class T { [QueueTask] public static void Send(Lib.Sums value) { } }", new Setup { References = [library.ToReference()] });
        Assert.DoesNotContain("NotSupportedException", program.Files["Send_Task.g.cs"], StringComparison.Ordinal);
    }
}
