using System.Text;

namespace TypedTasks.Tests.Secrets;

public sealed class SensitivePathsTests
{
    [Fact]
    public void A_description_without_nodes_is_refused()
        => Assert.Contains("There is no node.", Assert.Throws<ArgumentException>(() => new SensitivePaths()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_number_without_a_node_is_refused(int number)
    {
        Assert.Throws<ArgumentException>(() => new SensitivePaths(new SensitiveNode { Members = [new("a", number)] }));
        Assert.Throws<ArgumentException>(() => new SensitivePaths(new SensitiveNode { Values = number }));
    }

    [Fact]
    public void A_member_that_is_there_twice_is_refused()
        => Assert.Throws<ArgumentException>(() => new SensitivePaths(new SensitiveNode { Members = [new("a"), new("a", 0)] }));

    [Fact]
    public void An_older_version_has_sensitive_places_of_its_own()
    {
        var (old, now) = (new SensitivePaths(SensitiveNode.Whole), new SensitivePaths(SensitiveNode.Whole));
        TaskDecoder decode = _ => _ => ValueTask.FromResult<byte[]?>(null);
        var task = new TaskDefinition { Name = "Shop.Pay", Version = 2, Decode = decode, Sensitive = now, OlderVersions = [new TaskVersion(1, decode) { Sensitive = old }] };

        Assert.Same(old, task.For(1).Sensitive);
        Assert.Same(now, task.For(2).Sensitive);
    }

    [Fact]
    public void In_the_result_of_an_older_versions_job_all_is_sensitive_that_is_so_since_that_version()
    {
        var task = Versions(new SensitiveNode { Members = [new("c")] }, [new SensitiveNode { Members = [new("a")] }, new SensitiveNode { Members = [new("b")] }]);

        Assert.Equal(["""{"a":"[sensitive]","b":"[sensitive]","c":"[sensitive]"}""", """{"a":1,"b":"[sensitive]","c":"[sensitive]"}""", """{"a":1,"b":2,"c":"[sensitive]"}"""],
            new[] { 1, 2, 3 }.Select(version => Redact(task.For(version).SensitiveResult, """{"a":1,"b":2,"c":3}""")));
    }

    [Fact]
    public void The_result_of_an_older_versions_job_stays_sensitive_when_the_mark_is_gone()
    {
        var task = Versions(null, [SensitiveNode.Whole, null]);

        Assert.Equal("\"[sensitive]\"", Redact(task.For(1).SensitiveResult, "1"));
        Assert.Null(task.For(2).SensitiveResult);
        Assert.Null(task.For(3).SensitiveResult);
    }

    [Fact]
    public void What_is_sensitive_by_one_of_two_versions_is_sensitive_wherever_it_stands()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var (text, other) = (new SecretDocument(seed), new SecretDocument(seed + 5000));
            var task = Task(text.Paths, new TaskVersion(1, Decode) { SensitiveResult = other.Paths });

            var redacted = Encoding.UTF8.GetString(task.For(1).SensitiveResult!.Redact(text.Text)); // ! both have one

            // The places of one description are redacted already, so what the other one finds there is the same text.
            var oneByOne = Encoding.UTF8.GetString(other.Paths.Redact(text.Paths.Redact(text.Text)));
            Assert.Equal(oneByOne, redacted);
        }
    }

    private static ValueTask<byte[]?> Nothing(JobContext context) => ValueTask.FromResult<byte[]?>(null);

    private static TaskCall Decode(ReadOnlySpan<byte> payload) => Nothing;

    private static TaskDefinition Task(SensitivePaths? current, params TaskVersion[] older)
        => new() { Name = "Shop.Pay", Version = older.Length + 1, Decode = Decode, SensitiveResult = current, OlderVersions = older };

    private static TaskDefinition Versions(SensitiveNode? current, SensitiveNode?[] older)
        => Task(Paths(current), [.. older.Select((node, i) => new TaskVersion(i + 1, Decode) { SensitiveResult = Paths(node) })]);

    private static SensitivePaths? Paths(SensitiveNode? node) => node is null ? null : new SensitivePaths(node);

    private static string Redact(SensitivePaths? paths, string json) => Encoding.UTF8.GetString(paths?.Redact(Encoding.UTF8.GetBytes(json)) ?? []);
}
