using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.RoundTrips;

internal static class SecretTasks
{
    [QueueTask]
    [return: Sensitive]
    internal static string OpenVault(string owner, [Sensitive, FormerlyKnownAs("code")] string combination, Vault vault, Dictionary<string, List<Key>> keysByHolder, JobContext context)
    {
        Capture.Got(context, (owner, combination, vault, keysByHolder));
        return "opened by " + combination;
    }

    [QueueTask]
    internal static Vault FindVault(string name) => new(name, new Vault(name + "'s inner", null, [1, 2], null), [3], new PaperKey(7, "hidden in " + name));
}

internal sealed record Vault(string Name, Vault? Inner, [Sensitive] byte[]? Seed, Key? Spare);

[JsonDerivedType(typeof(PaperKey), "paper")]
[JsonDerivedType(typeof(MetalKey), "metal")]
internal abstract record Key(int Number);

internal sealed record PaperKey(int Number, [Sensitive] string Phrase) : Key(Number);

internal sealed record MetalKey(int Number, int Teeth) : Key(Number);
