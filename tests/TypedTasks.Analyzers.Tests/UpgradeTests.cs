using System.Reflection;
using System.Text;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

/// <summary>Payloads of older versions, read by the generated code of a later build.</summary>
public sealed class UpgradeTests
{
    [Fact]
    public void A_chain_of_upgrades_ends_in_the_current_method() => Assert.Equal(
        "3:1,2,3 of 2",
        Run(
            """{"numbers":[1,2,3]}""",
            version: 1,
            "int[] numbers",
            "List<long> numbers, int size",
            """
            public static class SumTasks
            {
                public static string Seen = "";

                [QueueTask(Version = 3)]
                public static void Sum(Batch batch) => Seen = batch.Numbers.Count + ":" + string.Join(',', batch.Numbers) + " of " + batch.Size;

                internal static Sum.V2 Upgrade(Sum.V1 old) => new() { Numbers = [.. old.Numbers.Select(number => (long)number)], Size = 2 };

                internal static Sum.V3 Upgrade(Sum.V2 old) => new() { Batch = new() { Numbers = old.Numbers, Size = old.Size } };
            }

            public sealed record Batch(IReadOnlyCollection<long> Numbers, int Size);
            """));

    [Fact]
    public void Versions_without_upgrade_are_read_as_they_are() => Assert.Equal(
        "5 x",
        Run(
            """{"number":5,"text":"x"}""",
            version: 1,
            "int number, char text",
            "long number, char text",
            """
            public static class SumTasks
            {
                public static string Seen = "";

                [QueueTask(Version = 3)]
                public static void Sum(decimal number, string text) => Seen = number + " " + text;
            }
            """));

    [Fact]
    public void Steps_with_and_without_upgrade_follow_each_other() => Assert.Equal(
        "a 7",
        Run(
            """{"number":7}""",
            version: 1,
            "int number",
            "long number",
            """
            public static class SumTasks
            {
                public static string Seen = "";

                [QueueTask(Version = 3)]
                public static void Sum(long number, string text) => Seen = text + " " + number;

                internal static Sum.V3 Upgrade(Sum.V2 old) => new() { Number = old.Number, Text = "a" };
            }
            """));

    [Fact]
    public void A_former_name_is_read_through_a_version_that_no_longer_stands_first() => Assert.Equal(
        "nl 1",
        Run(
            """{"language":"nl"}""",
            version: 1,
            "string language",
            "[FormerlyKnownAs(\"language\")] string culture",
            """
            public static class SumTasks
            {
                public static string Seen = "";

                [QueueTask(Version = 3)]
                public static void Sum([FormerlyKnownAs("language")] string culture = "en", int count = 1) => Seen = culture + " " + count;
            }
            """));

    [Fact]
    public void A_member_that_was_missing_keeps_what_the_current_type_gives_it() => Assert.Equal(
        "none,again,-1,7,",
        Run(
            """{"order":{"Id":7}}""",
            version: 1,
            "Order order",
            null,
            """
            public static class SumTasks
            {
                public static string Seen = "";

                [QueueTask(Version = 2)]
                public static void Sum(Order order, string extra) => Seen = $"{order.Note},{extra},{order.Rank},{order.Id},{order.Maybe}";

                internal static Sum.V2 Upgrade(Sum.V1 old) => new() { Extra = "again", Order = new() { Id = old.Order.Id, Note = old.Order.Note, Maybe = old.Order.Maybe, Rank = old.Order.Rank } };
            }

            public sealed class Order
            {
                public required int Id { get; init; }

                public string Note { get; init; } = "none";

                public int Rank { get; set; } = -1;

                public string? Maybe { get; init; }
            }
            """,
            """
            public sealed class Order
            {
                public required int Id { get; init; }

                public string Note { get; init; } = "none";

                public int Rank { get; set; } = -1;

                public string? Maybe { get; init; }
            }
            """));

    [Fact]
    public void Trees_enums_dictionaries_and_odd_names_survive() => Assert.Equal(
        "root:leaf:Green:B=2:True:x:c",
        Run(
            """{"class":{"Name":"root","Inner":[{"Name":"leaf","Inner":[]}]},"color":"Green","counts":{"B":2},"class_":true,"Équipe":"x","_1":"c"}""",
            version: 1,
            "Node @class, Color color, Dictionary<Letter, int> counts, bool class_, string Équipe, char _1 = 'z', string text = \"a\\\"b\", double rate = 1e300, Letter letter = Letter.B, Guid id = default, decimal? price = null",
            null,
            """
            public static class SumTasks
            {
                public static string Seen = "";

                [QueueTask(Version = 2)]
                public static Task SumAsync(string summary) => Task.FromResult(Seen = summary);

                internal static Sum.V2 Upgrade(Sum.V1 old)
                    => old is { Text: "a\"b", Rate: 1e300, Letter: Sum.V1Types.Letter.B, Price: null } && old.Id == Guid.Empty
                        ? new() { Summary = $"{old.Class.Name}:{old.Class.Inner[0].Name}:{old.Color}:B={old.Counts[Sum.V1Types.Letter.B]}:{old.Class_}:{old.Équipe}:{old._1}" }
                        : throw new InvalidOperationException(old.ToString());
            }
            """,
            """
            public sealed record Node(string Name, IReadOnlyList<Node> Inner);

            [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<Color>))]
            public enum Color { Red, Green }

            public enum Letter : sbyte { A = -1, B = 5 }
            """));

    [Fact]
    public void Names_in_JSON_that_C_sharp_could_not_have_become_such_as_it_can() => Assert.Equal(
        "InProgress,InProgress2,_2nd,@in,_,Done:1,DONE",
        Run(
            """{"order":{"Phases":["in-progress","in progress","2nd","in","-","Done"],"Counts":{"in-progress":1}}}""",
            version: 1,
            "Order order",
            null,
            """
            public static class SumTasks
            {
                public static string Seen = "";

                [QueueTask(Version = 2)]
                public static void SumAsync(Order order, string summary) => Seen = summary + "," + order.Phases[0];

                internal static Sum.V2 Upgrade(Sum.V1 old)
                    => old.Order.Phases is [Sum.V1Types.Phase.InProgress2, Sum.V1Types.Phase.InProgress, Sum.V1Types.Phase._2nd, Sum.V1Types.Phase.@in, Sum.V1Types.Phase._, Sum.V1Types.Phase.Done]
                        ? new() { Order = new() { Phases = [Sum.V2Types.Phase.AllDone], Counts = [] }, Summary = $"InProgress,InProgress2,_2nd,@in,_,Done:{old.Order.Counts[Sum.V1Types.Phase.InProgress2]}" }
                        : throw new InvalidOperationException(string.Join(",", old.Order.Phases));
            }

            public sealed record Order(List<Phase> Phases, Dictionary<Phase, int> Counts);

            [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]
            public enum Phase
            {
                [System.Text.Json.Serialization.JsonStringEnumMemberName("all done")]
                DONE,
            }
            """,
            """
            public sealed record Order(List<Phase> Phases, Dictionary<Phase, int> Counts);

            [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]
            public enum Phase
            {
                [System.Text.Json.Serialization.JsonStringEnumMemberName("in-progress")]
                First,

                [System.Text.Json.Serialization.JsonStringEnumMemberName("in progress")]
                Again,

                [System.Text.Json.Serialization.JsonStringEnumMemberName("2nd")]
                Second,
                @in,

                [System.Text.Json.Serialization.JsonStringEnumMemberName("-")]
                Dash,
                Done,
            }
            """));

    [Fact]
    public void A_task_in_a_partial_class_of_its_own_upgrades_inside_it() => Assert.Equal(
        "5 euro",
        Run(
            """{"amount":5}""",
            version: 1,
            "int amount",
            null,
            """
            public static class SumTasks
            {
                public static string Seen = "";
            }

            public static partial class Sum
            {
                [QueueTask(Version = 2)]
                public static void Run(string price) => SumTasks.Seen = price;

                internal static V2 Upgrade(V1 old) => new() { Price = old.Amount + " euro" };
            }
            """));

    [Fact]
    public void Names_of_both_kinds_at_once_are_refused()
    {
        const string Task =
            """
            public static class SumTasks
            {
                public static string Seen = "";

                [QueueTask(Version = 2)]
                public static void Sum([FormerlyKnownAs("total"), FormerlyKnownAs("sum")] int amount) => Seen = "amount " + amount;
            }
            """;
        Assert.Equal("amount 5", Run("""{"total":5}""", 1, "int total", null, Task));
        Assert.Equal("amount 6", Run("""{"sum":6}""", 2, "int total", null, Task));
        Assert.Equal("amount 7", Run("""{"amount":7}""", 2, "int total", null, Task));
        var problem = Assert.Throws<InvalidPayloadException>(() => Run("""{"amount":5,"total":5}""", 2, "int total", null, Task));
        Assert.Contains("given twice", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_under_an_alias_is_the_task_s_own()
    {
        var task = Load(
            """
            public static class SumTasks
            {
                [QueueTask(Aliases = ["Shop.Total", "Shop.Amount"], Version = 2)]
                public static void Sum(long number) { }
            }
            """,
            Locking.Settle(Program("int number"))).Tasks[0];
        Assert.Equal(["Shop.Amount", "Shop.Amount v2", "Shop.Sum", "Shop.Sum v2", "Shop.Total", "Shop.Total v2"], task.Contracts.Select(contract => contract.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Values_of_derived_types_reach_an_upgrade_as_JSON_and_pass_through() => Assert.Equal(
        "Circle { Radius = 5 } of 1",
        Run(
            """{"shape":{"$type":"circle","Radius":5},"count":"1"}""",
            version: 1,
            "Shape shape, string count",
            null,
            """
            public static class SumTasks
            {
                public static string Seen = "";

                [QueueTask(Version = 2)]
                public static void Sum(Shape shape, int count) => Seen = $"{shape} of {count}";

                internal static Sum.V2 Upgrade(Sum.V1 old) => new() { Shape = old.Shape, Count = int.Parse(old.Count) };
            }

            [System.Text.Json.Serialization.JsonDerivedType(typeof(Circle), "circle")]
            public abstract record Shape;

            public sealed record Circle(int Radius) : Shape;
            """,
            """
            [System.Text.Json.Serialization.JsonDerivedType(typeof(Circle), "circle")]
            public abstract record Shape;

            public sealed record Circle(int Radius) : Shape;
            """));

    [Fact]
    public void The_sample_of_every_kind_of_value_can_be_read()
    {
        const string Source =
            """
            public static class SumTasks
            {
                [QueueTask]
                public static void Sum(
                    bool a, sbyte b, byte c, short d, ushort e, int f, uint g, long h, ulong i, float j, double k, decimal l, char m, string n, Guid o, DateTime p, DateTimeOffset q,
                    DateOnly r, TimeOnly s, TimeSpan t, Uri u, Version v, byte[] w, Node x, HashSet<Letter> y, Dictionary<Letter, Node?> z, IDictionary<Guid, List<int?>> aa,
                    Empty ab, Color ac, Shape ad, Tree ae) { }
            }

            public sealed record Node(string Name, IReadOnlyList<Node> Inner, Node? Next, Dictionary<string, Node> ByName);

            public sealed record Tree(Node Node, Shape[] Shapes);

            public sealed record Empty;

            public enum Letter { }

            [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<Color>))]
            public enum Color { [System.Text.Json.Serialization.JsonStringEnumMemberName("deep red")] Crimson, Green }

            [System.Text.Json.Serialization.JsonDerivedType(typeof(Circle), "circle")]
            public abstract record Shape;

            public sealed record Circle(int Radius) : Shape;
            """;
        Assert.DoesNotContain(Compiled.From("namespace Shop;\n\n" + Source).Ours, diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        var file = Locking.Settle("namespace Shop;\n\n" + Source);
        var sample = System.Text.Json.JsonDocument.Parse(file).RootElement.GetProperty("tasks").GetProperty("Shop.Sum").GetProperty("versions").GetProperty("1").GetProperty("samples")[0];
        Assert.NotNull(Load(Source, file).Tasks[0].Decode(Encoding.UTF8.GetBytes(sample.GetRawText())));
    }

    [Fact]
    public void Each_version_is_decrypted_as_it_was_stored()
    {
        const string Login = "public sealed record Login(string Name, [Sensitive] string Phrase);";
        var task = Load(
            """
            public static class SumTasks
            {
                [QueueTask(Version = 3)]
                public static void Sum([Sensitive] string name, string phrase) { }

                internal static Sum.V2 Upgrade(Sum.V1 old) => new() { Name = old.Login.Name, Phrase = old.Login.Phrase };
            }
            """,
            Upgraded(Locking.Settle(Program("Login login", Login)), "string name, string phrase", "")).Tasks[0];

        Assert.Equal([1, 2], task.OlderVersions.Select(older => older.Version));
        Assert.NotNull(task.OlderVersions[0].Sensitive);
        Assert.Null(task.OlderVersions[1].Sensitive);
        Assert.NotNull(task.Sensitive);
        Assert.Same(task.OlderVersions[0].Sensitive, task.For(1).Sensitive);
        Assert.NotNull(task.For(1).Decode("""{"login":{"Name":"a","Phrase":"b"}}"""u8));
    }

    // Who ran an older job, and with which version's places its result was stored, nobody knows.
    [Theory]
    [InlineData("[return: Sensitive]", "string", "", "string", "\"abc\"", "\"[sensitive]\"", "\"abc\"")]
    [InlineData("", "Slip", "[return: Sensitive]", "string", "{\"Code\":1,\"Pin\":2,\"Size\":3}", "\"[sensitive]\"", "\"[sensitive]\"")]
    [InlineData("", "Slip", "", "Receipt", "{\"Code\":1,\"Pin\":2,\"Size\":3}", "{\"Code\":\"[sensitive]\",\"Pin\":\"[sensitive]\",\"Size\":3}", "{\"Code\":1,\"Pin\":\"[sensitive]\",\"Size\":3}")]
    [InlineData("", "Slip", "", "Slip", "{\"Code\":1,\"Pin\":2,\"Size\":3}", "{\"Code\":\"[sensitive]\",\"Pin\":2,\"Size\":3}", "{\"Code\":\"[sensitive]\",\"Pin\":2,\"Size\":3}")]
    [InlineData("", "string", "", "Receipt[]", "[{\"Code\":1,\"Pin\":2,\"Size\":3}]", "[{\"Code\":1,\"Pin\":\"[sensitive]\",\"Size\":3}]", "[{\"Code\":1,\"Pin\":\"[sensitive]\",\"Size\":3}]")]
    public void The_results_of_older_jobs_have_secrets_of_both_versions(string oldMark, string oldResult, string mark, string result, string stored, string shownOld, string shown)
    {
        const string Types = "public sealed record Slip([Sensitive] string Code, string Pin, int Size); public sealed record Receipt(string Code, [Sensitive] string Pin, int Size);";
        var file = Locking.Settle($"namespace Shop; public static class SumTasks {{ [QueueTask] {oldMark} public static {oldResult} Sum(int size) => throw new NotSupportedException(); }} {Types}");
        var task = Load($"public static class SumTasks {{ [QueueTask(Version = 2)] {mark} public static {result} Sum(int size) => throw new NotSupportedException(); }} {Types}", file).Tasks[0];

        Assert.Equal((shownOld, shown), (Redacted(task.For(1)), Redacted(task)));

        string Redacted(TaskDefinition definition) => Encoding.UTF8.GetString(definition.SensitiveResult?.Redact(Encoding.UTF8.GetBytes(stored)) ?? Encoding.UTF8.GetBytes(stored));
    }

    // A key of a dictionary that the older version keeps is in the path of the message, and the result that is read may be an older one.
    [Fact]
    public void The_reader_of_results_does_not_quote_what_was_sensitive_once()
    {
        var file = Locking.Settle("namespace Shop; public static class SumTasks { [QueueTask] [return: Sensitive] public static Dictionary<string, int> Sum(int size) => []; }");
        var manifest = Load("public static class SumTasks { [QueueTask(Version = 2)] public static Dictionary<string, int> Sum(int size) => []; }", file);
        var stub = manifest.GetType().Assembly.GetType("Shop.Sum")!;
        var job = (NewJob<Dictionary<string, int>>)stub.GetMethod("Job")!.Invoke(null, [7])!;

        var problem = Assert.Throws<InvalidPayloadException>(() => job.ReadResult("""{"s3cret":true}"""u8));

        Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
    }

    // The constructor quotes what it was given, as those of applications do.
    [Theory]
    [InlineData(2, "")]
    [InlineData(3, "internal static Sum.V2 Upgrade(Sum.V1 old) => new() { Pin = new() { Digits = old.Pin.Digits } }; internal static Sum.V3 Upgrade(Sum.V2 old) => new() { Pin = new() { Digits = old.Pin.Digits } };")]
    public void What_was_sensitive_once_is_not_quoted_by_the_reader_of_today(int current, string upgrades)
    {
        const string Pin = "public sealed class Pin { public Pin(string digits) { if (digits.Length != 4) throw new ArgumentException(digits + \" is no pin\"); Digits = digits; } public string Digits { get; } }";
        var file = Locking.Settle(Program("[Sensitive] Pin pin", Pin));
        if (current == 3) file = Upgraded(file, "Pin pin", Pin);
        var task = Load($$"""public static class SumTasks { [QueueTask(Version = {{current}})] public static void Sum(Pin pin) { } {{upgrades}} } {{Pin}}""", file).Tasks[0];

        var payload = """{"pin":{"Digits":"12345"}}"""u8.ToArray();
        Assert.DoesNotContain("12345", Assert.Throws<InvalidPayloadException>(() => task.For(1).Decode(payload)).ToString(), StringComparison.Ordinal);
        Assert.Contains("12345", Assert.Throws<InvalidPayloadException>(() => task.Decode(payload)).Message, StringComparison.Ordinal); // sensitive no longer
    }

    // In the first step, in the second one, and where only the current version has the mark.
    [Theory]
    [InlineData("[Sensitive] string pin", "string pin", "string pin", "throw new ArgumentException(old.Pin)", "new() { Pin = old.Pin }")]
    [InlineData("[Sensitive] string pin", "string pin", "string pin", "new() { Pin = old.Pin }", "throw new ArgumentException(old.Pin)")]
    [InlineData("string pin", "string pin", "[Sensitive] string pin", "new() { Pin = old.Pin }", "throw new InvalidPayloadException(old.Pin)")]
    public void What_an_upgrade_says_of_secrets_is_not_shown(string first, string second, string current, string toSecond, string toCurrent)
    {
        var task = Load(
            $$"""
            public static class SumTasks
            {
                [QueueTask(Version = 3)]
                public static void Sum({{current}}) { }

                internal static Sum.V2 Upgrade(Sum.V1 old) => {{toSecond}};

                internal static Sum.V3 Upgrade(Sum.V2 old) => {{toCurrent}};
            }
            """,
            Upgraded(Locking.Settle(Program(first)), second, "")).Tasks[0];

        var problem = Assert.Throws<InvalidPayloadException>(() => task.For(1).Decode("""{"pin":"s3cret"}"""u8));

        Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("can't be upgraded: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_of_older_versions_do_not_print_what_is_sensitive() => Assert.Equal(
        "V1 { Login = Login { Name = a, Phrase = [sensitive] }, Pin = [sensitive], Size = 7 }",
        Run(
            """{"login":{"Name":"a","Phrase":"b"},"pin":1234,"size":7}""",
            version: 1,
            "Login login, [Sensitive] int pin, int size",
            null,
            """
            public static class SumTasks
            {
                public static string Seen = "";

                [QueueTask(Version = 2)]
                public static void Sum(string printed) => Seen = printed;

                internal static Sum.V2 Upgrade(Sum.V1 old) => new() { Printed = old.ToString() };
            }
            """,
            "public sealed record Login(string Name, [Sensitive] string Phrase);"));

    private static string? Run(string payload, int version, string first, string? second, string current, string types = "")
    {
        var file = Locking.Settle(Program(first, types));
        if (second is not null) file = Upgraded(file, second, types);
        var manifest = Load(current, file);
        var call = manifest.Tasks[0].For(version).Decode(Encoding.UTF8.GetBytes(payload));
        Assert.Null(call(null!).AsTask().GetAwaiter().GetResult()); // has ended, since it awaits nothing; the task takes nothing from its attempt
        return (string?)manifest.GetType().Assembly.GetType("Shop.SumTasks")?.GetField("Seen")?.GetValue(null);
    }

    // As if the build between the two had been shipped: its version stands in the file, however it is reached.
    private static string Upgraded(string file, string parameters, string types)
    {
        var second = Locking.Settle(Program(parameters, types)).Replace("\"1\": {", "\"2\": {", StringComparison.Ordinal);
        var start = second.IndexOf("\"2\": {", StringComparison.Ordinal);
        var end = second.LastIndexOf("\n      }\n    }\n  }\n}", StringComparison.Ordinal);
        return file.Insert(file.LastIndexOf("\n      }\n    }\n  }\n}", StringComparison.Ordinal), ",\n        " + second[start..end]);
    }

    private static string Program(string parameters, string types = "") => $$"""
        namespace Shop;

        public static class SumTasks
        {
            [QueueTask]
            public static void Sum({{parameters}}) { }
        }

        {{types}}
        """;

    private static ITaskManifest Load(string source, string file)
    {
        var compiled = Compiled.From("namespace Shop;\n\n" + source, assemblyName: "Loaded" + Guid.NewGuid().ToString("N"), locking: new Locking(file));
        Assert.Empty(compiled.Compiler);
        Assert.All(compiled.Ours, diagnostic => Assert.True(diagnostic.Id is "TT5009" or "TT5008" || diagnostic.Id.StartsWith("TT3", StringComparison.Ordinal), diagnostic.ToString()));
        using var image = new MemoryStream();
        Assert.True(compiled.Compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var assembly = Assembly.Load(image.ToArray());
        var manifest = assembly.GetTypes().Single(type => type.IsAssignableTo(typeof(ITaskManifest)));
        return (ITaskManifest)(Activator.CreateInstance(manifest) ?? throw new InvalidOperationException("no manifest"));
    }
}
