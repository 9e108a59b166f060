using System.Buffers;
using System.Text;

namespace TypedTasks.Tests.Secrets;

public sealed class SensitiveWalkTests
{
    private static readonly SensitivePaths Login = new(new SensitiveNode { Members = [new("password")] });

    [Fact]
    public void Sensitive_values_are_redacted_and_every_other_byte_stays()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var document = new SecretDocument(seed);

            var redacted = document.Paths.Redact(document.Text);

            Assert.Equal(Encoding.UTF8.GetString(document.Redacted), Encoding.UTF8.GetString(redacted));
            Assert.DoesNotContain(SecretDocument.Secret, Encoding.UTF8.GetString(redacted), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_rewrite_that_changes_nothing_gives_the_same_bytes()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var document = new SecretDocument(seed);

            Assert.Equal(document.Text, document.Paths.Rewrite(document.Text, "text", Copy));
        }
    }

    [Fact]
    public void No_two_places_of_a_text_are_the_same()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var document = new SecretDocument(seed);
            var places = new Dictionary<string, int>();
            var offsets = 0;
            document.Paths.Rewrite(document.Text, "text", (value, place, output) =>
            {
                places.TryAdd(Encoding.UTF8.GetString(place), offsets++);
                return Copy(value, place, output);
            });

            // Only repeated members share a place, which no reader takes.
            if (!HasRepeatedMembers(document.Text)) Assert.Equal(offsets, places.Count);
        }
    }

    [Fact]
    public void A_text_that_breaks_off_is_refused_without_a_word_of_it()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var document = new SecretDocument(seed);
            var end = document.Text.AsSpan().TrimEnd(" \n\t"u8).Length;
            for (var length = 0; length < end; length++)
            {
                var text = document.Text[..length];
                if (text.AsSpan().Trim(" \n\t"u8).SequenceEqual("null"u8)) continue;

                var problem = Assert.Throws<InvalidPayloadException>(() => document.Paths.Rewrite(text, "text", Copy));

                Assert.DoesNotContain(SecretDocument.Secret, problem.ToString(), StringComparison.Ordinal);
                Assert.Equal(SensitivePaths.Redacted, Encoding.UTF8.GetString(document.Paths.Redact(text)));
            }
        }
    }

    [Fact]
    public void Whatever_bytes_come_nothing_but_an_invalid_payload_is_thrown()
    {
        var random = new Random(4711);
        for (var seed = 0; seed < 2000; seed++)
        {
            var document = new SecretDocument(seed);
            var text = document.Text;
            for (var changes = random.Next(1, 4); changes > 0; changes--) text[random.Next(text.Length)] = (byte)random.Next(256);

            try
            {
                document.Paths.Rewrite(text, "text", Copy);
            }
            catch (InvalidPayloadException problem)
            {
                Assert.DoesNotContain(SecretDocument.Secret, problem.ToString(), StringComparison.Ordinal);
                Assert.Null(problem.InnerException);
            }

            document.Paths.Redact(text);
        }
    }

    [Theory]
    [InlineData("""{"password":"a","password":"b"}""", """{"password":"[sensitive]","password":"[sensitive]"}""")]
    [InlineData("""{"p\u0061ssword":"a"}""", """{"p\u0061ssword":"[sensitive]"}""")]
    [InlineData("""{"password":null}""", """{"password":"[sensitive]"}""")]
    [InlineData("""{"Password":"a","user":"b"}""", """{"Password":"a","user":"b"}""")]
    [InlineData("""[[{"password":1}],[]]""", """[[{"password":"[sensitive]"}],[]]""")]
    [InlineData("\"a text where an object is expected\"", "\"[sensitive]\"")]
    [InlineData("null", "null")]
    [InlineData("""{"password":"a"} """, """{"password":"[sensitive]"} """)]
    [InlineData("""{"password":"a"}{}""", "\"[sensitive]\"")]
    public void Redacted(string text, string redacted) => Assert.Equal(redacted, Encoding.UTF8.GetString(Login.Redact(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void A_recursive_type_is_redacted_at_every_level()
    {
        var tree = new SensitivePaths(new SensitiveNode { Members = [new("key"), new("children", 0)] });

        var redacted = tree.Redact("""{"key":1,"children":[{"key":2,"children":[]},{"key":3,"children":[{"key":4}]}]}"""u8);

        Assert.Equal(
            """{"key":"[sensitive]","children":[{"key":"[sensitive]","children":[]},{"key":"[sensitive]","children":[{"key":"[sensitive]"}]}]}""",
            Encoding.UTF8.GetString(redacted));
    }

    [Fact]
    public void Values_of_dictionaries_are_reached_under_any_key()
    {
        var accounts = new SensitivePaths(new SensitiveNode { Members = [new("accounts", 1)] }, new SensitiveNode { Values = 2 }, new SensitiveNode { Members = [new("pin")] });

        Assert.Equal(
            """{"accounts":{"x":{"pin":"[sensitive]"},"y":[{"pin":"[sensitive]"}]}}""",
            Encoding.UTF8.GetString(accounts.Redact("""{"accounts":{"x":{"pin":1},"y":[{"pin":2}]}}"""u8)));
    }

    [Fact]
    public void A_result_that_is_sensitive_as_a_whole_shows_nothing()
        => Assert.Equal(SensitivePaths.Redacted, Encoding.UTF8.GetString(new SensitivePaths(SensitiveNode.Whole).Redact("""[{"a":1}]"""u8)));

    private static string? Copy(ReadOnlySpan<byte> value, ReadOnlySpan<byte> place, IBufferWriter<byte> output)
    {
        output.Write(value);
        return null;
    }

    private static bool HasRepeatedMembers(byte[] text)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
            return false;
        }
        catch (System.Text.Json.JsonException)
        {
            return true;
        }
    }
}
