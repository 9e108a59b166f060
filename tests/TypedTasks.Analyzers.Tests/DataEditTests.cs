using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.Generators;
using TypedTasks.Shared;

namespace TypedTasks.Analyzers.Tests;

/// <summary>Whatever was edited, what is kept is what would be decided anew: decisions, generated files and diagnostics are those of a program never seen before.</summary>
public sealed class DataEditTests
{
    private static readonly (string Path, string Text)[] Sources =
    [
        ("Tasks.cs",
        """
        #nullable enable
        using System; using System.Collections.Generic; using System.Threading.Tasks; using TypedTasks;
        using Shop.Model;
        using static Shop.More;
        namespace Shop;
        static partial class T : object
        {
            /// <summary>Sends an <see cref="Order"/> with its <see cref="Order.Customer"/>, see <see cref="Address(string)"/>, <see cref="Limit"/>.</summary>
            [QueueTask(Queue = Names.Queue)] public static Task<Line?> SendAsync(Order order, int count = Names.Count, Kind kind = Kind.Small) { return Task.FromResult<Line?>(null); }
            [QueueTask(MaxAttempts = Limit)] public static void Pack(Box<Box<Inner>> box) { }
            [QueueTask(Name = nameof(Invoice.Total))] public static void Bill(Invoice invoice, IReadOnlyDictionary<Kind, Fee>? fees) { }
            [QueueTask(RetryPolicy = typeof(Patience))] [FailOn(typeof(Trouble))] public static void Wait(Guid id, TimeSpan? delay = null) { }
            [QueueTask] public static void Save(Customer customer) { }
            [QueueTask] public static void Ship([PayloadJson(typeof(Context))] Parcel parcel) { }
            [QueueTask] public static void Pay(Card card, [Sensitive] string password) { }
            [QueueTask] public static void Draw(Shape shape) { }
            [QueueTask] public static void Again(Order order, Card card, [FormerlyKnownAs(Old.Name)] Pair pair) { }
            [QueueTask(Version = 2)] public static void Move(Place place = default) { }
            public static Move.V2 Upgrade(Move.V1 old) => null!;
            public static int Plain { get; set; }
            /// <summary>See <see cref="Fee.Cents"/>.</summary>
            public static partial void Halves(int x);
            [QueueTask] public static partial void Halves(int x) { }
        }
        """),
        ("Run.cs",
        """
        namespace Shop;
        static partial class Sweep { [TypedTasks.QueueTask] public static void Run(Tree tree, Node<int> node) { } }
        static partial class Sweep { public static int Depth { get; } }
        interface IMailer { int Speed { get; } }
        static class Keyed { [TypedTasks.QueueTask] public static void Notify(int x, [Microsoft.Extensions.DependencyInjection.FromKeyedServices("a")] IMailer mailer) { } }
        """),
        ("Names.cs",
        """
        namespace Shop;
        static class Names { public const string Queue = "mail"; public const int Count = 3; }
        abstract class OldNames { public const string Name = "before"; }
        sealed class Old : OldNames { public static int Other { get; } }
        static class More { public const int Limit = 4; public static int Loose { get; set; } }
        """),
        ("Order.cs",
        """
        #nullable enable
        namespace Shop.Model;
        public sealed record Order(System.Guid Id, System.Collections.Generic.List<Line> Lines, string Customer) : Entry(Id) { public Kind Kind { get; init; } }
        """),
        ("Entry.cs", "#nullable enable\nnamespace Shop.Model; public record Entry(System.Guid Id) { public string? Note { get; init; } }"),
        ("Line.cs",
        """
        namespace Shop.Model;
        public sealed class Line { public string Name { get; init; } = "a"; public int Sum() => 1; public int Tax { get; set; } }
        public enum Kind { Small = 1, Large = 2 }
        public sealed class Address { public Address(string street) { Street = street; } public string Street { get; } }
        """),
        ("Box.cs",
        """
        #nullable enable
        namespace Shop;
        public sealed record Box<T>(T Value, int Weight = 0);
        public sealed class Inner { [System.Text.Json.Serialization.JsonPropertyName(Labels.First)] public string? A { get; set; } }
        public static class Labels { public const string First = "first"; public static string Second { get; } = "second"; }
        """),
        ("Invoice.cs",
        """
        #nullable enable
        namespace Shop;
        public sealed partial class Invoice : Paper { public string Number { get; set; } = ""; }
        public struct Fee { public Fee(int cents) { Cents = cents; } public int Cents { get; } }
        """),
        ("Paper.cs", "#nullable enable\nnamespace Shop; public class Paper { public virtual decimal Total { get; set; } public int Page { get; set; } }"),
        ("Invoice.More.cs", "namespace Shop; partial class Invoice { public int Rows { get; set; } }"),
        ("Policies.cs",
        """
        namespace Shop;
        public sealed class Patience : Calm, TypedTasks.IRetryPolicy { public Patience() { } public int Seconds { get; set; } public System.TimeSpan? NextDelay(int attempt, System.Exception exception) => null; }
        public sealed class Trouble : System.Exception { public int Code { get; set; } }
        """),
        ("Calm.cs", "namespace Shop; public class Calm { public Calm() { } }"),
        ("Entities.cs",
        """
        #nullable enable
        namespace Shop;
        public sealed class Customer { public int Id { get; set; } public string? Name { get; set; } }
        public sealed class Visit { public int Id { get; set; } }
        """),
        ("Db.cs",
        """
        #nullable enable
        namespace Shop;
        public class Db : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<Visit>? Visits { get; set; } }
        """),
        ("Context.cs",
        """
        using System.Text.Json.Serialization;
        namespace Shop;
        [JsonSerializable(typeof(Parcel))] public abstract partial class Contexts : JsonSerializerContext { protected Contexts() : base(null) { } }
        [JsonSerializable(typeof(Parcel))] public partial class Context : JsonSerializerContext { public Context() : base(null) { } protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null; public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(System.Type type) => null; }
        public sealed class Parcel { public Stamp? Stamp { get; set; } }
        """),
        ("Stamp.cs", "namespace Shop; public class Stamp { public string Code { get; set; } = \"\"; }"),
        ("Card.cs",
        """
        namespace Shop;
        public sealed class Card : Plastic, ISecret { public string Number { get; set; } = ""; public int Other { get; set; } }
        """),
        ("ISecret.cs", "namespace Shop; public interface ISecret { string Number { get; } int Other { get; } }"),
        ("Plastic.cs", "namespace Shop; public class Plastic { public string Owner { get; set; } = \"\"; }"),
        ("Shapes.cs",
        """
        using System.Text.Json.Serialization;
        namespace Shop;
        [JsonDerivedType(typeof(Circle), Tags.Circle)] [JsonDerivedType(typeof(Square), "square")] public abstract class Shape { public int Id { get; set; } }
        static class Tags { public const string Circle = "circle"; }
        """),
        ("Square.cs", "namespace Shop; public sealed class Square : Shape { public int Side { get; set; } }"),
        ("Circle.cs", "namespace Shop; public class Circle : Shape { public int Radius { get; set; } }"),
        ("Trees.cs",
        """
        #nullable enable
        namespace Shop;
        public sealed class Tree { public System.Collections.Generic.List<Tree> Parts { get; set; } = []; public Leaf? Leaf { get; set; } }
        public sealed class Node<T> { public Node<T>? Next { get; init; } public T? Value { get; init; } public struct Mark { public int X { get; set; } } public Mark M { get; init; } }
        """),
        ("Leaf.cs", "#nullable enable\nnamespace Shop; public sealed class Leaf { public int Size { get; set; } public Twig? Twig { get; init; } } public sealed class Twig { public Leaf? Leaf { get; init; } }"),
        ("Pair.cs", "namespace Shop; public readonly struct Pair { public Pair(int a) { A = a; } public int A { get; } } public struct Place { public int X { get; set; } }"),
        ("Attributes.cs",
        """
        namespace Microsoft.Extensions.DependencyInjection { [System.AttributeUsage(System.AttributeTargets.Parameter)] public class FromKeyedServicesAttribute : System.Attribute { public FromKeyedServicesAttribute(object key) { } public int Extra { get; set; } } }
        """),
        ("Unrelated.cs", "namespace Shop; class Unrelated { public int X { get; set; } public int Y() => 1; } class Outer { public int Z { get; set; } }"),
    ];

    // Pairs of texts; an edit puts the one in the other's place. Some make errors.
    private static readonly (string One, string Other)[] Edits =
    [
        // data of payload types
        ("string? Note", "int Note"), ("string? Note { get; init; }", "[System.Text.Json.Serialization.JsonIgnore] public string? Note { get; init; }"), ("string Customer)", "string Customer, int Weight = 0)"),
        ("string Customer)", "string? Customer)"), ("string Customer)", "string Customer, string Note)"), ("record Entry(System.Guid Id)", "record Entry(System.Guid Id, int Extra = 1)"),
        ("{ public string? Note", "{ public Kind Kind { get; init; } public string? Note"), ("{ public string? Note", "{ public string? Customer { get; init; } public string? Note"),
        ("record Entry(System.Guid Id)", "record Entry([property: TypedTasks.Sensitive] System.Guid Id)"), ("Kind Kind { get; init; }", "int Kind { get; init; }"),
        ("= \"a\";", "= \"b\";"), ("public int Tax { get; set; }", "private int tax = 1; public int Tax => tax;"), ("public int Tax { get; set; }", "public int Tax => 1;"), ("string Name { get; init; } = \"a\";", "required string Name { get; init; }"),
        ("T Value, int Weight = 0", "T Value"), ("T Value, int Weight = 0", "T Value, T? Another = default"), ("string? A { get; set; }", "string? A { get; }"), ("string? A {", "int? A {"),
        ("public virtual decimal Total", "public virtual int Total"), ("public int Page { get; set; }", "public int Page { get; set; } public string? Number { get; set; }"),
        ("public int Rows { get; set; }", "public int Rows { get; set; } public override decimal Total { get; set; }"), ("public int Rows", "public long Rows"), ("public int Rows { get; set; }", "public System.DateTime Rows { get; set; }"),
        ("int Cents {", "int Euros {"), ("public Fee(int cents) { Cents = cents; }", ""), ("public Fee(int cents) { Cents = cents; }", "public Fee(int cents) { Cents = cents; } public Fee(long more) { Cents = 1; }"),
        ("public Address(string street)", "public Address(string street, int number)"), ("string Street { get; }", "string Street { get; set; }"),
        ("public string Code { get; set; } = \"\";", "[TypedTasks.Sensitive] public string Code { get; set; } = \"\";"), ("Stamp? Stamp", "Stamp[]? Stamp"), ("Stamp? Stamp { get; set; }", "Stamp? Stamp { get; set; } [TypedTasks.Sensitive] public int Weight { get; set; }"),
        ("string Number { get; }", "[TypedTasks.Sensitive] string Number { get; }"), ("int Other { get; }", "[TypedTasks.Sensitive] int Other { get; }"), ("string Owner", "[TypedTasks.Sensitive] string Owner"), ("string Owner", "byte[] Secret"),
        ("int Radius { get; set; }", "int Radius { get; set; } public string Kind { get; set; } = \"\";"), ("int Radius", "System.DateTime Radius"), ("int Side", "System.IO.Stream Side"), ("abstract class Shape { public int Id", "abstract class Shape { public int Nr"),
        ("List<Tree> Parts", "Dictionary<int, Tree> Parts"), ("int Size", "int[,] Size"), ("int Size", "object Size"), ("Twig? Twig { get; init; }", "Twig? Twig { get; set; }"), ("{ public Leaf? Leaf { get; init; } }", "{ public Leaf? Leaf { get; set; } }"),
        ("int X { get; set; } } public Mark", "int X { get; } } public Mark"), ("T? Value { get; init; }", "T? Value { get; init; } public Mark? Other { get; init; }"), ("public Pair(int a)", "public Pair(int b)"), ("public int A { get; }", "public int A { get; } public int B => 1;"),
        ("struct Place { public int X", "struct Place { public Place() { } public int X"),
        ("public Patience() { }", "public Patience(int x) { }"), ("public int Seconds { get; set; }", "public required int Seconds { get; set; }"), ("public Calm() { }", "public Calm() { } public required int Deep { get; set; }"), ("public int Code { get; set; }", "public long Code { get; set; }"),
        ("public string? Name { get; set; } }", "public string? Name { get; set; } public string? Password { get; set; } }"),

        // data that decide about other types
        ("DbSet<Visit>? Visits { get; set; }", "DbSet<Visit>? Visits { get; set; } public Microsoft.EntityFrameworkCore.DbSet<Customer>? Customers { get; set; }"), ("DbSet<Visit>? Visits", "DbSet<Shop.Model.Line>? Visits"),
        ("FromKeyedServicesAttribute(object key)", "FromKeyedServicesAttribute(int key)"), ("public int Extra { get; set; } } }", "public int Extra { get; set; } public FromKeyedServicesAttribute(string key, int more = 1) { } } }"), ("FromKeyedServicesAttribute(object key)", "FromKeyedServicesAttribute(object[] key)"),

        // names by which constants are found
        ("public static int Other { get; }", "public static int Other { get; } public static string Name { get; } = \"\";"), ("public static int Loose { get; set; }", "public static int Loose { get; set; } public static int Names { get; set; }"),
        ("public static int Plain { get; set; }", "public static int Plain { get; set; } public static int Limit { get; set; }"), ("public static int Plain { get; set; }", "public static int Plain { get; set; } public static int Names { get; set; }"),
        ("public static int Plain { get; set; }", "public static Kind Kind { get; set; }"), ("public static string Second", "public static string Third"), ("const int Limit = 4;", "static readonly int Limit = 4;"), ("public static string Second { get; } = \"second\";", "public const string Second = \"second\";"),
        ("\"first\"", "\"1st\""), ("\"first\"", "nameof(Labels.Second)"), ("public static string Second { get; }", "public static string Second2 { get; }"), ("\"circle\"", "\"round\""), ("\"before\"", "\"earlier\""), ("virtual decimal Total", "virtual decimal Sum"),

        // skeletons
        ("\"mail\"", "\"post\""), ("Count = 3", "Count = 4"), ("Large = 2", "Large = 3"), ("Large = 2 }", "Large = 2, Huge = 4 }"), ("Small = 1", "Tiny = 1"), ("sealed class Line", "class Line"), ("public class Stamp", "public sealed class Stamp"),
        (": Plastic, ISecret", ": Plastic"), ("public class Circle : Shape", "public class Circle"), ("[JsonSerializable(typeof(Parcel))] public partial", "public partial"), ("record Box<T>(", "record Box<T>\n("), ("sealed record Order", "record Order"),
        ("(Move.V1 old)", "(Move.V3 old)"), ("public static Move.V2 Upgrade", "static Move.V2 Upgrade"), ("<summary>Sends", "<summary>Posts"), ("Version = 2", "Version = 3"), ("namespace Shop.Model;\npublic sealed class Line", "#nullable disable\nnamespace Shop.Model;\npublic sealed class Line"),
        ("class Unrelated", "namespace Deeper; class Send"), ("class Unrelated {", "class Unrelated : Circle {"), ("class Unrelated {", "class Unrelated { public int Q { get; set; }"), ("public int X { get; set; } public int Y", "public int Y"), ("=> 1; } class Outer { public int Z { get; set; }", "=> 1; public int Z { get; set; } } class Outer { "),
        ("class Outer", "static class Job"), ("class Outer { ", "class Outer { [TypedTasks.QueueTask] public static void Fresh(Line line) { } "), ("class Outer { public int Z", "class Outer { public int Z() => 1; public int ZZ"), ("public static int Depth { get; }", "public static int EnqueueAsync { get; }"),

        // bodies, errors, directives
        ("(null); }", "(default); }"), ("Y() => 1", "Y() => 2 + 2"), ("Sum() => 1", "Sum() => 2"), ("public int Side { get; set; }", "public int Side { get; set;"), ("public int Rows { get; set; }", "\n#nullable enable\npublic string? Rows { get; set; }\n"),
        ("public int Rows { get; set; }", "\n#if true\npublic int Rows { get; set; } public int Columns { get; set; }\n#endif\n"), ("{ public string? Note", "{\n#nullable disable\npublic string? Note"), ("public string Owner", "public string? Owner"), ("public string Owner", "/* here */ public string Owner"),
    ];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    private static readonly CSharpCompilation Empty = Compiled.From("").Compilation.RemoveAllSyntaxTrees();

    private const int EditsAtOnce = 12;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, (Edits.Length + EditsAtOnce - 1) / EditsAtOnce)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void After_each_edit_and_its_return_all_is_as_if_decided_anew(int number)
    {
        var session = new Session();
        session.Check("the beginning");
        foreach (var (one, other) in Edits.Skip(number * EditsAtOnce).Take(EditsAtOnce))
        {
            var before = session.Program;
            Assert.True(session.TryEdit(one, other), "No source has " + one);
            session.Check(other);
            session.Return(before);
            session.Check("the return of " + one, isTold: false);
        }
    }

    [Fact]
    public void All_tasks_of_the_program_are_valid()
    {
        var program = new Session().Program;
        Assert.All(Session.Tasks(program), task => Assert.Empty(TaskRules.Decide(task.Method, task.Attribute, program, new ReachedFiles(), TestContext.Current.CancellationToken).Faults));
        Assert.Equal(13, Session.Tasks(program).Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void After_many_edits_all_is_as_if_decided_anew(int seed)
    {
        var random = new Random(seed);
        var session = new Session();
        var history = new List<string>();
        for (var i = 0; i < 16; i++)
        {
            for (var edits = 1 + (random.Next(3) / 2); edits > 0;)
            {
                var (one, other) = Edits[random.Next(Edits.Length)];
                if (random.Next(2) == 0) (one, other) = (other, one);
                if (one.Length == 0 || !session.TryEdit(one, other)) continue;
                history.Add($"{one} -> {other}");
                edits--;
            }

            session.Check(string.Join("; ", history));
        }
    }

    // A program, the driver that saw all its states, and what is kept of it.
    private sealed class Session
    {
        private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new TaskAnalyzer()];

        // What a program never seen before gives, by its text: many sessions come back to the same one.
        private static readonly ConcurrentDictionary<string, (string Files, string Told, TaskDecision[] Decisions)> Anew = new(StringComparer.Ordinal);

        private GeneratorDriver driver = Driver();

        public CSharpCompilation Program { get; private set; } = Empty.AddSyntaxTrees(Sources.Select(source => Parse(source.Text, source.Path)));

        public bool TryEdit(string one, string other)
        {
            if (one.Length == 0 || Program.SyntaxTrees.FirstOrDefault(tree => tree.ToString().Contains(one, StringComparison.Ordinal)) is not { } tree) return false;
            var text = tree.ToString();
            var place = text.IndexOf(one, StringComparison.Ordinal);
            Write(tree, string.Concat(text.AsSpan(0, place), other, text.AsSpan(place + one.Length)));
            return true;
        }

        public void Return(CSharpCompilation before)
        {
            foreach (var (now, then) in Program.SyntaxTrees.Zip(before.SyntaxTrees))
                if (!ReferenceEquals(now, then)) Write(now, then.ToString());
        }

        public void Check(string history, bool isTold = true)
        {
            driver = driver.RunGeneratorsAndUpdateCompilation(Program, out var withStubs, out _, TestContext.Current.CancellationToken);
            var anew = Anew.GetOrAdd(string.Join('\n', Program.SyntaxTrees), _ => LookAnew());
            Assert.True(anew.Files == Files(withStubs), "Generated files differ after " + history);
            if (isTold) Assert.Equal((history, anew.Told), (history, Told(withStubs)));
            foreach (var ((method, attribute), expected) in Tasks(Program).Zip(anew.Decisions))
            {
                var known = KnownDecisions.Of(method, attribute, Program, TestContext.Current.CancellationToken);
                Assert.True(known == expected, $"The decision on {method} differs after {history}:\n{expected}\nbut\n{known}");
            }
        }

        public static IEnumerable<(IMethodSymbol Method, AttributeData Attribute)> Tasks(Compilation compilation)
            => compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Member, TestContext.Current.CancellationToken).OfType<IMethodSymbol>()
                .Where(method => method.PartialDefinitionPart is null)
                .OrderBy(method => method.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(method => method.Locations[0].SourceSpan.Start)
                .Select(method => (method, Attribute: method.Attribute(MetadataNames.QueueTaskAttribute)))
                .Where(task => task.Attribute is not null)
                .Select(task => (task.method, task.Attribute!)); // filtered in the line above

        private void Write(SyntaxTree tree, string text) => Program = Program.ReplaceSyntaxTree(tree, Parse(text, tree.FilePath));

        // Every tree is parsed anew: nothing leads from it to an earlier program.
        private (string Files, string Told, TaskDecision[] Decisions) LookAnew()
        {
            var unseen = Program.RemoveAllSyntaxTrees().AddSyntaxTrees(Program.SyntaxTrees.Select(tree => Parse(tree.ToString(), tree.FilePath)));
            Driver().RunGeneratorsAndUpdateCompilation(unseen, out var withStubs, out _, TestContext.Current.CancellationToken);
            var decisions = Tasks(unseen).Select(task => TaskRules.Decide(task.Method, task.Attribute, unseen, new ReachedFiles(), TestContext.Current.CancellationToken));
            return (Files(withStubs), Told(withStubs), [.. decisions]);
        }

        private static string Files(Compilation compilation) => string.Join('\n', compilation.SyntaxTrees.OrderBy(tree => tree.FilePath, StringComparer.Ordinal).Select(tree => tree.FilePath + "\n" + tree));

        private static string Told(Compilation compilation)
        {
            var analysis = compilation.WithAnalyzers(Analyzers, new AnalyzerOptions(Locking.Off.Files, Locking.Off.Options));
            var diagnostics = analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult(); // nothing here waits on a context
            return string.Join('\n', diagnostics.Select(diagnostic => diagnostic.ToString()).Order(StringComparer.Ordinal));
        }

        private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: ParseOptions);

        private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);
    }
}
