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
}
