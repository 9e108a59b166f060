using System.Buffers;
using System.Text;

namespace TypedTasks.Generators.Tests.RoundTrips;

/// <summary>What the generator describes as sensitive is what the walk over stored bytes finds.</summary>
public sealed class SecretTests
{
    private static readonly NewJob Job = OpenVault.Job(
        "zoe", "12-34-56", new Vault("main", new Vault("inner", null, [1, 2, 3], new PaperKey(1, "correct horse")), [4], new MetalKey(2, 3)), new() { ["zoe"] = [new PaperKey(5, "battery"), new MetalKey(6, 7)] });

    [Fact]
    public void Sensitive_values_are_redacted_and_nothing_else()
        => Assert.Equal(
            """{"owner":"zoe","combination":"[sensitive]","vault":{"Name":"main","Inner":{"Name":"inner","Inner":null,"Seed":"[sensitive]","Spare":{"$type":"paper","Phrase":"[sensitive]","Number":1}},"Seed":"[sensitive]","Spare":{"$type":"metal","Teeth":3,"Number":2}},"keysByHolder":{"zoe":[{"$type":"paper","Phrase":"[sensitive]","Number":5},{"$type":"metal","Teeth":7,"Number":6}]}}""",
            Redacted(Job.Definition.Sensitive, Payload.Text(Job)));

    [Fact]
    public void A_former_name_hides_its_value_too()
        => Assert.Equal("""{"code":"[sensitive]"}""", Redacted(Job.Definition.Sensitive, """{"code":"12-34-56"}"""));

    [Fact]
    public async Task Results_are_redacted()
    {
        var whole = await Job.Definition.Decode(Job.Payload.Span)(new Capture());
        Assert.Equal("\"opened by 12-34-56\"", Encoding.UTF8.GetString(whole!)); // a task with a result gives one
        Assert.Equal("\"[sensitive]\"", Redacted(Job.Definition.SensitiveResult, Encoding.UTF8.GetString(whole!))); // as above

        var find = FindVault.Job("x");
        Assert.Null(find.Definition.Sensitive);
        var found = await find.Definition.Decode(find.Payload.Span)(new Capture());
        Assert.Equal(
            """{"Name":"x","Inner":{"Name":"x's inner","Inner":null,"Seed":"[sensitive]","Spare":null},"Seed":"[sensitive]","Spare":{"$type":"paper","Phrase":"[sensitive]","Number":7}}""",
            Redacted(find.Definition.SensitiveResult, Encoding.UTF8.GetString(found!))); // as above
    }

    [Fact]
    public void What_was_rewritten_and_put_back_is_read_as_it_was()
    {
        var hidden = Rewritten(Job.Payload.ToArray(), bytes => [.. "\""u8, .. Encoding.UTF8.GetBytes(Convert.ToBase64String(bytes)), .. "\""u8]);
        foreach (var secret in (string[])["12-34-56", "correct horse", "battery", "AQID"]) Assert.DoesNotContain(secret, Encoding.UTF8.GetString(hidden), StringComparison.Ordinal);
        Assert.Equal(Job.Payload.ToArray(), Rewritten(hidden, bytes => Convert.FromBase64String(Encoding.UTF8.GetString(bytes).Trim('"'))));
    }

    [Fact]
    public void Messages_about_a_payload_do_not_quote_what_is_sensitive()
    {
        var broken = Payload.Refuses(Job.Definition, Payload.Text(Job).Replace("\"12-34-56\"", "{\"12-34-56\":1}", StringComparison.Ordinal));
        Assert.Contains("$.combination", broken.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("12-34-56", broken.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("zoe", Payload.Refuses(Job.Definition, """{"keysByHolder":{"zoe":[],"zoe":[]}}""").Message.Replace("$.keysByHolder.zoe", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static string Redacted(SensitivePaths? sensitive, string text)
        => Encoding.UTF8.GetString(Assert.IsType<SensitivePaths>(sensitive).Redact(Encoding.UTF8.GetBytes(text)));

    private static byte[] Rewritten(byte[] text, Func<byte[], byte[]> rewrite)
        => Assert.IsType<SensitivePaths>(Job.Definition.Sensitive).Rewrite(text, "payload", (value, _, output) =>
        {
            output.Write(rewrite(value.ToArray()));
            return null;
        });
}
