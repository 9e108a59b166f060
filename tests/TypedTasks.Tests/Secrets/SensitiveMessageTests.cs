using TypedTasks.Payloads;

namespace TypedTasks.Tests.Secrets;

/// <summary>What is said about payloads that can't be written or read holds nothing of their sensitive places.</summary>
public sealed class SensitiveMessageTests
{
    private static readonly SensitivePaths Paths = new(new SensitiveNode { Members = [new("tokens"), new("login", 1)] }, new SensitiveNode { Members = [new("password")] });

    [Fact]
    public void A_path_ends_where_it_enters_a_sensitive_value()
    {
        var problem = Assert.Throws<InvalidPayloadException>(() => PayloadReader.Read("""{"tokens":{"s3cret":true}}"""u8, "payload", ReadText, Paths));

        Assert.Equal("The value at $.tokens in the payload is a truth value, but a text is needed.", problem.Message);
        Assert.Equal("$.tokens", problem.Path);
    }

    [Fact]
    public void A_path_beside_sensitive_values_is_whole()
    {
        var problem = Assert.Throws<InvalidPayloadException>(() => PayloadReader.Read("""{"login":{"name":true}}"""u8, "payload", ReadText, Paths));

        Assert.Equal("$.login.name", problem.Path);
    }

    [Fact]
    public void The_message_of_a_constructor_is_not_shown()
    {
        var problem = Assert.Throws<InvalidPayloadException>(() => PayloadReader.Read<string>("{}"u8, "payload", static (ref _) => throw new ArgumentException("s3cret is no password"), Paths));

        Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("ArgumentException, whose message is not shown", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_key_is_not_shown()
    {
        var problem = Assert.Throws<InvalidPayloadException>(() => PayloadReader.Read<string>("{}"u8, "payload", static (ref reader) => throw reader.Repeated("s3cret"), Paths));

        Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_cannot_be_written_is_named_by_the_place_that_is_sensitive()
    {
        using var writer = PayloadWriter.Rent("payload", Paths);
        writer.BeginObject();
        writer.Name("\"tokens\":"u8);
        writer.BeginObject();
        writer.Name("\"s3cret\":"u8);

        var problem = Assert.Throws<InvalidPayloadException>(() => writer.WriteString("\0"));

        Assert.Equal("$.tokens", problem.Path);
        Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
    }

    private static string ReadText(ref PayloadReader reader)
    {
        reader.BeginObject();
        reader.NextMember();
        reader.Key();
        reader.BeginObject();
        reader.NextMember();
        reader.Key();
        return reader.ReadString();
    }
}
