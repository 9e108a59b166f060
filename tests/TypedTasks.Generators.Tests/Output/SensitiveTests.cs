using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests.Output;

/// <summary>Which places of a payload or result the generated code describes as sensitive.</summary>
public sealed partial class SensitiveTests
{
    [Fact]
    public void Nothing_is_said_where_nothing_is_sensitive()
        => Assert.DoesNotContain("Sensitive", FileOf("[QueueTask] public static string Work(string name, Order order) => \"\";", "public sealed record Order(int Number);"), StringComparison.Ordinal);

    [Theory]
    [InlineData("a parameter", "string login, [Sensitive] string phrase", "", "{phrase}")]
    [InlineData("several", "[Sensitive] int b, [Sensitive] byte[] a", "", "{a, b}")]
    [InlineData("a member", "Login login", "public sealed record Login(string Name, [Sensitive] string Phrase);", "{login: 1} {Phrase}")]
    [InlineData("a member under its name in JSON", "Login login", "public sealed class Login { [Sensitive, System.Text.Json.Serialization.JsonPropertyName(\"p\")] public string? Phrase { get; set; } }", "{login: 1} {p}")]
    [InlineData("former names", "[Sensitive, FormerlyKnownAs(\"word\")] string phrase, Login login", "public sealed record Login([FormerlyKnownAs(\"Word\"), Sensitive] string Phrase);", "{login: 1, phrase, word} {Phrase, Word}")]
    [InlineData("the way under a former name", "[FormerlyKnownAs(\"user\")] Login login", "public sealed record Login([Sensitive] string Phrase);", "{login: 1, user: 1} {Phrase}")]
    [InlineData("elements of lists of lists", "List<Login[]?> logins", "public sealed record Login([Sensitive] string Phrase);", "{logins: 1} {Phrase}")]
    [InlineData("values of dictionaries", "Dictionary<string, List<Login>> logins", "public sealed record Login([Sensitive] string Phrase);", "{logins: 1} {*: 2} {Phrase}")]
    [InlineData("dictionaries of dictionaries", "Dictionary<string, Dictionary<int, Login>> logins", "public sealed record Login([Sensitive] string Phrase);", "{logins: 1} {*: 2} {*: 3} {Phrase}")]
    [InlineData("a whole dictionary", "[Sensitive] Dictionary<string, string> headers", "", "{headers}")]
    [InlineData("what is inside a sensitive value goes with it", "[Sensitive] Login login", "public sealed record Login([Sensitive] string Phrase);", "{login}")]
    [InlineData("one type in two places is described once", "Login a, Login b", "public sealed record Login([Sensitive] string Phrase);", "{a: 1, b: 1} {Phrase}")]
    [InlineData("a tree", "Node node", "public sealed record Node([Sensitive] string Phrase, List<Node> Children, int Size);", "{node: 1} {Children: 1, Phrase}")]
    [InlineData("a tree with the secret outside", "Node node, [Sensitive] string phrase", "public sealed record Node(List<Node> Children);", "{phrase}")]
    [InlineData("types that refer to each other", "A a", "public sealed record A(B? B, int Size); public sealed record B(A? A, [Sensitive] string Phrase);", "{a: 1} {B: 2} {A: 1, Phrase}")]
    [InlineData("pairs", "KeyValuePair<int, Login> pair", "public sealed record Login([Sensitive] string Phrase);", "{pair: 1} {Value: 2} {Phrase}")]
    [InlineData("inherited members", "Derived login", "public class Ancestor { [Sensitive] public string? Phrase { get; set; } } public sealed class Derived : Ancestor { public int Size { get; set; } }", "{login: 1} {Phrase}")]
    [InlineData("overridden members", "Derived login", "public abstract class Ancestor { [Sensitive] public virtual string? Phrase { get; set; } } public sealed class Derived : Ancestor { public override string? Phrase { get; set; } }", "{login: 1} {Phrase}")]
    [InlineData("positional parameters of a base record", "Derived login", "public abstract record Ancestor([Sensitive] string Phrase); public sealed record Derived(string Phrase, int Size) : Ancestor(Phrase);", "{login: 1} {Phrase}")]
    [InlineData("names that C# must escape", "[Sensitive] string @class, Login login", "public sealed class Login { [Sensitive, System.Text.Json.Serialization.JsonPropertyName(\"a \\\"b\\\"\")] public string? Phrase { get; set; } }", "{class, login: 1} {a \\\"b\\\"}")]
    [InlineData("tuples", "Tuple<int, Login> pair", "public sealed record Login([Sensitive] string Phrase);", "{pair: 1} {Item2: 2} {Phrase}")]
    [InlineData("nullable structs", "Login? login, List<Login?> logins", "public readonly record struct Login([Sensitive] string Phrase);", "{login: 1, logins: 1} {Phrase}")]
    [InlineData("concurrent and sorted collections", "System.Collections.Concurrent.ConcurrentDictionary<string, System.Collections.Concurrent.ConcurrentQueue<Login>> a, SortedList<int, Login> b", "public sealed record Login([Sensitive] string Phrase);", "{a: 1, b: 2} {*: 3} {*: 3} {Phrase}")]
    [InlineData("memory", "Memory<Login> logins", "public sealed record Login([Sensitive] string Phrase);", "{logins: 1} {Phrase}")]
    [InlineData("closed generics", "Box<List<Login>> box, Box<int> other", "public sealed record Login([Sensitive] string Phrase); public sealed record Box<T>(T Content);", "{box: 1} {Content: 2} {Phrase}")]
    [InlineData("generics with a secret of any type", "Box<Box<int>> box", "public sealed record Box<T>([Sensitive] T Content);", "{box: 1} {Content}")]
    [InlineData("fields", "Login login", "public sealed class Login { [Sensitive, System.Text.Json.Serialization.JsonInclude] public string? Phrase; }", "{login: 1} {Phrase}")]
    [InlineData("property targets", "Login login", "public sealed record Login([property: Sensitive] string Phrase);", "{login: 1} {Phrase}")]
    [InlineData("field targets", "Login login", "public sealed record Login([field: Sensitive] string Phrase);", "{login: 1} {Phrase}")]
    [InlineData("an interface's property", "Login login", "public interface ILogin { [Sensitive] string? Phrase { get; } } public sealed class Login : ILogin { public string? Phrase { get; set; } }", "{login: 1} {Phrase}")]
    [InlineData("a property of an interface of an interface", "Login login", "public interface ISecret { [Sensitive] string Phrase { get; } } public interface ILogin : ISecret; public sealed record Login(string Phrase, int Size) : ILogin;", "{login: 1} {Phrase}")]
    [InlineData("an interface's property that a base class implements", "Login login", "public interface ILogin { [Sensitive] string? Phrase { get; } } public class Ancestor { public string? Phrase { get; set; } } public sealed class Login : Ancestor, ILogin;", "{login: 1} {Phrase}")]
    [InlineData("an interface of the base class", "Login login", "public interface ILogin { [Sensitive] string? Phrase { get; } } public abstract class Ancestor : ILogin { public abstract string? Phrase { get; set; } } public sealed class Login : Ancestor { public override string? Phrase { get; set; } }", "{login: 1} {Phrase}")]
    [InlineData("a generic interface's property", "Login login", "public interface IHas<T> { [Sensitive] T Secret { get; } } public sealed record Login(string Secret) : IHas<string>;", "{login: 1} {Secret}")]
    [InlineData("an interface implemented by a struct", "Login login", "public interface ILogin { [Sensitive] string Phrase { get; } } public readonly record struct Login(string Phrase) : ILogin;", "{login: 1} {Phrase}")]
    [InlineData("an override's own mark", "Login login", "public abstract class Ancestor { public virtual string? Phrase { get; set; } } public sealed class Login : Ancestor { [Sensitive] public override string? Phrase { get; set; } }", "{login: 1} {Phrase}")]
    [InlineData("an override of an override", "Login login", "public abstract class Ancestor { [Sensitive] public abstract string? Phrase { get; set; } } public class Middle : Ancestor { public override string? Phrase { get; set; } } public sealed class Login : Middle { public override string? Phrase { get; set; } }", "{login: 1} {Phrase}")]
    [InlineData("a property that hides a marked one", "Login login", "public class Ancestor { [Sensitive] public string? Phrase { get; set; } } public sealed class Login : Ancestor { public new string? Phrase { get; set; } }", "{login: 1} {Phrase}")]
    [InlineData("property targets of a base record", "Login login", "public abstract record Ancestor([property: Sensitive] string Phrase); public sealed record Login(string Phrase) : Ancestor(Phrase);", "{login: 1} {Phrase}")]
    public void Sensitive_places_are_described(string what, string parameters, string types, string expected)
    {
        var file = FileOf($"[QueueTask] public static void Work({parameters}) {{ }}", types);
        Assert.True(expected == Paths(file, "Sensitive"), $"{what}: {Paths(file, "Sensitive")}");
        Assert.Contains("Sensitive = Sensitive,", file, StringComparison.Ordinal);
        Assert.DoesNotContain("SensitiveResult", file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Sensitive] public partial string? Phrase { get; set; }", "public partial string? Phrase { get => phrase; set => phrase = value; }")]
    [InlineData("public partial string? Phrase { get; set; }", "[Sensitive] public partial string? Phrase { get => phrase; set => phrase = value; }")]
    public void Either_part_of_a_partial_property_may_be_marked(string declaration, string implementation)
    {
        var types = $"public sealed partial class Login {{ {declaration} }} public sealed partial class Login {{ private string? phrase; {implementation} }}";
        Assert.Equal("{login: 1} {Phrase}", Paths(FileOf("[QueueTask] public static void Work(Login login) { }", types, new Setup { Language = LanguageVersion.CSharp13 }), "Sensitive"));
    }

    [Theory]
    [InlineData("[Sensitive] string phrase", "string phrase")]
    [InlineData("string phrase", "[Sensitive] string phrase")]
    public void Either_part_of_a_partial_method_may_be_marked(string declaration, string implementation)
    {
        const string Task = "public static partial class Tasks {{ [QueueTask] public static partial int Work({0}); }} public static partial class Tasks {{ public static partial int Work({1}) => 1; }}";
        var program = GeneratedProgram.From(string.Format(CultureInfo.InvariantCulture, Task, declaration, implementation));
        Assert.Equal("{phrase}", Paths(program.Files["Work_Task.g.cs"], "Sensitive"));
    }

    // As the compiler sees types of another project: private members are hidden from it.
    [Theory]
    [InlineData("public sealed record Login([Sensitive] string Phrase);", true)]
    [InlineData("public sealed record Login([property: Sensitive] string Phrase);", true)]
    [InlineData("public sealed class Login { [Sensitive] public string? Phrase { get; set; } }", true)]
    [InlineData("public interface ILogin { [Sensitive] string? Phrase { get; } } public sealed class Login : ILogin { public string? Phrase { get; set; } }", true)]
    [InlineData("public sealed class Login { [Sensitive, System.Text.Json.Serialization.JsonInclude] public string? Phrase; }", true)]
    [InlineData("public abstract record Ancestor([Sensitive] string Phrase); public sealed record Login(string Phrase) : Ancestor(Phrase);", true)]
    [InlineData("public sealed record Login([field: Sensitive] string Phrase);", false)]
    public void Marks_are_seen_in_other_assemblies(string types, bool isSeen)
    {
        var library = GeneratedProgram.From(types, new Setup { AssemblyName = "Lib" });
        foreach (var reference in new[] { library.ToReference(), library.ToReferenceAssembly() })
        {
            var file = FileOf("[QueueTask] public static void Work(Login login) { }", "", new Setup { References = [reference] });
            Assert.Equal(isSeen, file.Contains("Sensitive = Sensitive", StringComparison.Ordinal));
        }
    }

    // Which of the types a value has is known to its discriminator only, so what is sensitive in one of them is sensitive.
    [Theory]
    [InlineData("record Dog([Sensitive] string Chip) : Animal; record Cat(string Chip, int Lives) : Animal;", "{animal: 1} {Chip}")]
    [InlineData("record Dog(Owner Owner) : Animal; record Cat(Keeper Owner) : Animal; record Owner([Sensitive] string Phone); record Keeper([Sensitive] string Mail);", "{animal: 1} {Owner: 2} {Mail, Phone}")]
    [InlineData("record Dog(Dictionary<string, Owner> Owners) : Animal; record Cat(Keeper Owners) : Animal; record Owner([Sensitive] string Phone); record Keeper(Owner? First, int Count);", "{animal: 1} {Owners: 2} {Count: 3, First: 3, *: 3} {Phone}")]
    [InlineData("record Dog(Animal? Mother) : Animal; record Cat([Sensitive] string Chip) : Animal;", "{animal: 1} {Chip, Mother: 1}")]
    public void The_types_of_a_base_count_together(string cases, string expected)
    {
        var types = "[System.Text.Json.Serialization.JsonDerivedType(typeof(Dog), \"dog\"), System.Text.Json.Serialization.JsonDerivedType(typeof(Cat), \"cat\")] public abstract record Animal; "
            + cases.Replace("record ", "public sealed record ", StringComparison.Ordinal);
        Assert.Equal(expected, Paths(FileOf("[QueueTask] public static void Work(Animal animal) { }", types), "Sensitive"));
    }

    [Theory]
    [InlineData("[return: Sensitive] public static string", "!")]
    [InlineData("[return: Sensitive] public static async Task<Login>", "!")]
    [InlineData("public static Login", "{Phrase}")]
    [InlineData("public static ValueTask<List<Login>?>", "{Phrase}")]
    [InlineData("public static Dictionary<int, Login>", "{*: 1} {Phrase}")]
    public void Sensitive_results_are_described(string declaration, string expected)
    {
        var file = FileOf($"[QueueTask] {declaration.Replace("async ", "", StringComparison.Ordinal)} Work() => throw new NotSupportedException();", "public sealed record Login(string Name, [Sensitive] string Phrase);");
        Assert.Equal(expected, Paths(file, "SensitiveResult"));
        Assert.Contains("SensitiveResult = SensitiveResult,", file, StringComparison.Ordinal);
        Assert.DoesNotContain("SensitivePaths Sensitive =", file, StringComparison.Ordinal);
    }

    private static string FileOf(string task, string types, Setup? setup = null)
        => GeneratedProgram.From($"public static class Tasks {{ {task} }} {types}", setup).Files["Work_Task.g.cs"];

    // {a: 1} is an object whose member a is described by node 1, {a} one whose member a is sensitive, * stands for all values of a dictionary, ! for the whole value.
    private static string Paths(string file, string field)
    {
        var paths = Field().Matches(file).Single(match => match.Groups[1].Value == field).Groups[2].Value;
        return string.Join(' ', paths.Split("SensitiveNode").Skip(1).Select(Short));
    }

    private static string Short(string node)
    {
        if (node.Contains("Whole", StringComparison.Ordinal)) return "!";
        var members = Member().Matches(node).Select(match => match.Groups[1].Value + (match.Groups[2].Success ? ": " + match.Groups[2].Value : ""));
        return "{" + string.Join(", ", members.Concat(Values().Matches(node).Select(match => "*: " + match.Groups[1].Value))) + "}";
    }

    [GeneratedRegex(@"SensitivePaths (\w+) = new SensitivePaths\((.*)\);")]
    private static partial Regex Field();

    [GeneratedRegex("""new\("((?:[^"\\]|\\.)*)"(?:, (\d+))?\)""")]
    private static partial Regex Member();

    [GeneratedRegex(@"Values = (\d+)")]
    private static partial Regex Values();
}
