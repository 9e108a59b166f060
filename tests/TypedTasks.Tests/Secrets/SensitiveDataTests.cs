using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

using TypedTasks.Secrets;

namespace TypedTasks.Tests.Secrets;

public sealed class SensitiveDataTests
{
    private static readonly TaskDefinition Login = Task("Shop.Login", new SensitivePaths(
        new SensitiveNode { Members = [new("password"), new("cards", 1)] },
        new SensitiveNode { Members = [new("pin")] }));

    [Fact]
    public void What_was_protected_comes_back_as_it_was()
    {
        foreach (var data in new[] { TestKeys.Data("k1"), TestKeys.Data() })
        {
            for (var seed = 0; seed < 1000; seed++)
            {
                var document = new SecretDocument(seed);
                var task = Task("Shop.Login", document.Paths);

                var stored = data.ProtectPayload(task, document.Text).ToArray();

                Assert.Equal(document.Text, data.UnprotectPayload(task, stored).ToArray());
                Assert.Equal(document.Redacted, document.Paths.Redact(stored));
            }
        }
    }

    [Fact]
    public void Nothing_sensitive_is_stored_in_plain_under_a_key()
    {
        var data = TestKeys.Data("k1");
        for (var seed = 0; seed < 1000; seed++)
        {
            var document = new SecretDocument(seed);

            var stored = Encoding.UTF8.GetString(data.ProtectPayload(Task("Shop.Login", document.Paths), document.Text).Span);

            Assert.DoesNotContain(SecretDocument.Secret, stored, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_stored_value_names_its_key_and_never_looks_the_same_twice()
    {
        var data = TestKeys.Data("2026-11");

        var first = Member(Protect(data, """{"password":"x"}"""), "password");
        var second = Member(Protect(data, """{"password":"x"}"""), "password");

        Assert.StartsWith("tt1:2026-11:", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Without_a_key_values_are_stored_as_they_are()
        => Assert.Equal("""{"password": "x" ,"user":1}""", Protect(TestKeys.Data(), """{"password": "x" ,"user":1}"""));

    [Theory]
    [InlineData("tt1:")]
    [InlineData("tt1::")]
    [InlineData("tt1:k1:AAAA")]
    [InlineData("\\u0074t1:k1:AAAA")]
    public void A_plain_text_that_looks_encrypted_comes_back_as_it_was(string password)
    {
        var payload = $$"""{"password":"{{password}}"}""";

        var stored = Protect(TestKeys.Data(), payload);

        Assert.StartsWith("tt1::", Member(stored, "password"), StringComparison.Ordinal);
        Assert.Equal(payload, Unprotect(TestKeys.Data("k1"), stored));
    }

    [Fact]
    public void Values_stored_before_there_was_a_key_are_read()
        => Assert.Equal("""{"password":"x"}""", Unprotect(TestKeys.Data("k1"), """{"password":"x"}"""));

    [Fact]
    public void After_a_rotation_old_values_are_read_and_new_ones_have_the_new_key()
    {
        var old = Protect(TestKeys.Data("old"), """{"password":"x"}""");
        var rotated = TestKeys.Data("new", "old");

        Assert.Equal("""{"password":"x"}""", Unprotect(rotated, old));
        Assert.StartsWith("tt1:new:", Member(Protect(rotated, """{"password":"x"}"""), "password"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_key_is_named()
    {
        var stored = Protect(TestKeys.Data("lost"), """{"password":"x"}""");

        var problem = Assert.Throws<InvalidPayloadException>(() => Unprotect(TestKeys.Data("other"), stored));

        Assert.Equal("$.password", problem.Path);
        Assert.Equal(
            "The value at $.password in the payload of task 'Shop.Login' is encrypted with the key 'lost', which is not here. "
            + "Add that key to TypedTasks:Encryption:Keys, where keys stay as long as values that were encrypted with them are stored.",
            problem.Message);
    }

    [Fact]
    public void Another_key_under_the_same_id_is_told()
    {
        var stored = Protect(TestKeys.Data("k1"), """{"password":"x"}""");
        var options = new TypedTasksOptions().With("k1");
        options.Encryption.Keys["k1"] = TestKeys.Of("another");

        var problem = Assert.Throws<InvalidPayloadException>(() => Unprotect(new SensitiveData(Microsoft.Extensions.Options.Options.Create(options)), stored));

        Assert.Contains("the key of that id is another one now", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_changed_character_of_a_stored_value_is_noticed()
    {
        var data = TestKeys.Data("k1", "k2");
        var value = Member(Protect(data, """{"password":"s3cret"}"""), "password");
        for (var i = "tt1:".Length; i < value.Length; i++)
        {
            foreach (var character in "2A:")
            {
                if (value[i] == character || value[i] == '=') continue;
                var changed = $$"""{"password":"{{value[..i]}}{{character}}{{value[(i + 1)..]}}"}""";

                var problem = Assert.Throws<InvalidPayloadException>(() => Unprotect(data, changed));

                Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("tt1:")]
    [InlineData("tt1:k1")]
    [InlineData("tt1:k1:")]
    [InlineData("tt1:k1:AAAA")]
    [InlineData("tt1:k 1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("tt1::not base64")]
    [InlineData("tt1::IngiLCJtb3JlIjoxLCJ0dDE6Ig==")] // "x","more":1,"tt1:"
    [InlineData("tt1::IngiCg==")]
    public void What_only_begins_like_a_stored_value_is_refused(string value)
    {
        var problem = Assert.Throws<InvalidPayloadException>(() => Unprotect(TestKeys.Data("k1"), $$"""{"password":"{{value}}"}"""));

        Assert.Contains("it was changed since it was stored", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_cannot_be_moved_within_a_payload()
    {
        var data = TestKeys.Data("k1");
        var stored = JsonNode.Parse(Protect(data, """{"password":1,"cards":[{"pin":2},{"pin":3}]}"""))!.AsObject();
        var (first, second) = (stored["cards"]![0]!["pin"]!.GetValue<string>(), stored["cards"]![1]!["pin"]!.GetValue<string>());
        (stored["cards"]![0]!["pin"], stored["cards"]![1]!["pin"]) = (second, first);

        var problem = Assert.Throws<InvalidPayloadException>(() => Unprotect(data, stored.ToJsonString()));

        Assert.Equal("$.cards[0].pin", problem.Path);
        Assert.Contains("changed or moved", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_cannot_be_moved_to_another_task_or_into_a_result()
    {
        var data = TestKeys.Data("k1");
        var stored = Protect(data, """{"password":"x"}""");
        var other = Login with { Name = "Shop.Register" };

        Assert.Throws<InvalidPayloadException>(() => data.UnprotectPayload(other, Encoding.UTF8.GetBytes(stored)).ToArray());
        Assert.Throws<InvalidPayloadException>(() => data.UnprotectResult(Login with { SensitiveResult = Login.Sensitive }, Encoding.UTF8.GetBytes(stored)));
    }

    [Fact]
    public void Jobs_stored_under_a_former_name_of_the_task_are_read()
    {
        var data = TestKeys.Data("k1");
        var stored = Encoding.UTF8.GetBytes(Protect(data, """{"password":"x"}"""));
        var renamed = Login with { Name = "Shop.SignIn", Aliases = ["Shop.Enter", "Shop.Login"] };

        Assert.Equal("""{"password":"x"}""", Encoding.UTF8.GetString(data.UnprotectPayload(renamed, stored)));
    }

    [Fact]
    public void A_result_is_read_by_who_knows_only_the_name_that_the_job_is_stored_under()
    {
        var data = TestKeys.Data("k1");
        var paths = new SensitivePaths(SensitiveNode.Whole);
        var worker = Login with { Name = "Shop.SignIn", Aliases = ["Shop.Login"], SensitiveResult = paths };
        var client = Login with { SensitiveResult = paths };

        var stored = data.ProtectResult(worker, "Shop.Login", "\"token\""u8.ToArray());

        Assert.Equal("\"token\"", Encoding.UTF8.GetString(data.UnprotectResult(client, stored) ?? []));
    }

    // During a deploy, whoever awaits a job may be of the previous build.
    [Theory]
    [InlineData(null)]
    [InlineData("a")]
    public void A_result_in_which_a_newer_build_protects_more_is_read_all_the_same(string? known)
    {
        var data = TestKeys.Data("k1");
        var worker = Login with { SensitiveResult = new SensitivePaths(new SensitiveNode { Members = [new("a"), new("b", 1), new("c")] }, new SensitiveNode { Members = [new("d")] }) };
        var client = Login with { SensitiveResult = known is null ? null : new SensitivePaths(new SensitiveNode { Members = [new(known)] }) };
        const string Result = """{"a":"x","b":[{"d":{"e":1}},null,{"d":2}],"c":null,"e":"tt1:k1:AAAA"}""";

        var stored = data.ProtectResult(worker, worker.Name, Encoding.UTF8.GetBytes(Result));

        Assert.Equal(4, Encoding.UTF8.GetString(stored ?? []).Split("\"tt1:k1:").Length - 2); // without the plain one
        Assert.Equal(Result, Encoding.UTF8.GetString(data.UnprotectResult(client, stored) ?? []));
    }

    [Fact]
    public void What_was_sealed_for_another_place_is_left_as_it_is_where_nothing_is_sensitive()
    {
        var data = TestKeys.Data("k1");
        var worker = Login with { SensitiveResult = new SensitivePaths(new SensitiveNode { Members = [new("a")] }) };
        var sealedText = Member(Encoding.UTF8.GetString(data.ProtectResult(worker, worker.Name, """{"a":1}"""u8.ToArray()) ?? []), "a");
        var result = Encoding.UTF8.GetBytes($$"""{"b":"{{sealedText}}"}""");

        Assert.Equal(result, data.UnprotectResult(Login, result));
    }

    [Fact]
    public void Tasks_without_anything_sensitive_are_not_touched()
    {
        var plain = Task("Shop.Count", null);
        byte[] payload = [.. "no JSON"u8];

        Assert.True(TestKeys.Data("k1").ProtectPayload(plain, payload).Span.Overlaps(payload));
        Assert.True(TestKeys.Data("k1").UnprotectPayload(plain, payload).Overlaps(payload));
    }

    private static string Protect(SensitiveData data, string payload) => Encoding.UTF8.GetString(data.ProtectPayload(Login, Encoding.UTF8.GetBytes(payload)).Span);

    private static string Unprotect(SensitiveData data, string stored) => Encoding.UTF8.GetString(data.UnprotectPayload(Login, Encoding.UTF8.GetBytes(stored)));

    private static string Member(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(name).GetString() ?? "";
    }

    private static TaskDefinition Task(string name, SensitivePaths? sensitive) => new() { Name = name, Decode = _ => _ => ValueTask.FromResult<byte[]?>(null), Sensitive = sensitive };
}
