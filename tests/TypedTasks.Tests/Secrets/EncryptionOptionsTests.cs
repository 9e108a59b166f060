using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

using TypedTasks.Testing;
using TypedTasks.Tests.Memory;

namespace TypedTasks.Tests.Secrets;

public sealed class EncryptionOptionsTests
{
    [Fact]
    public void Keys_come_from_the_configuration()
    {
        var options = Bind(("Keys:2025", TestKeys.Of("2025")), ("Keys:2026", TestKeys.Of("2026")), ("ActiveKey", "2026"), ("Require", "true"));

        Assert.Equal(["2025", "2026"], options.Keys.Keys.Order());
        Assert.Equal("2026", options.ActiveKey);
        Assert.True(options.Require);
    }

    [Theory]
    [InlineData("Keys:k1", "", "Encryption:Keys:k1 is empty")]
    [InlineData("Keys:k1", "s3cret password", "Encryption:Keys:k1 is not base64 of 32 bytes")]
    [InlineData("Keys:k1", "c2VjcmV0", "Encryption:Keys:k1 has 6 bytes; it must have 32")]
    [InlineData("Keys:k1", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", "is not base64 of 32 bytes")]
    [InlineData("Keys:k1", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "is one byte repeated")]
    [InlineData("Keys:my key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "Encryption:Keys has the id 'my key'; an id has 1 to 64 letters")]
    [InlineData("ActiveKey", "k2", "Encryption:ActiveKey is 'k2', but Encryption:Keys has no key of that id")]
    public void What_is_wrong_with_a_key_is_said_without_the_key(string setting, string value, string message)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => Bind((setting, value)));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        if (setting.StartsWith("Keys:k1", StringComparison.Ordinal) && value.Length > 0) Assert.DoesNotContain(value, problem.Message, StringComparison.Ordinal);
        if (setting.StartsWith("Keys:k1", StringComparison.Ordinal)) Assert.Contains("openssl rand -base64 32", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_as_a_text_show_no_key()
    {
        var options = new TypedTasksOptions().With("k1");

        Assert.DoesNotContain(TestKeys.Of("k1"), $"{options} {options.Encryption}", StringComparison.Ordinal);
    }

    private static TypedTasksEncryptionOptions Bind(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"TypedTasks:Encryption:{setting.Name}", (string?)setting.Value)))
            .Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddTypedTasks(tasks => tasks.UseStorage(_ => new MemoryStorage(new FakeTimeProvider())))
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<TypedTasksOptions>>().Value.Encryption;
    }
}
