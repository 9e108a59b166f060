using Microsoft.Extensions.Configuration;

namespace TypedTasks;

/// <summary>Finds keys of the configuration section that no option has: a misspelt one would be ignored in silence.</summary>
internal static class UnknownSettings
{
    // Names of properties survive trimming, since each type is named here.
    private static readonly string[] Shared = [.. typeof(TypedTasksOptions).GetProperties().Select(property => property.Name), WorkerSection];
    private static readonly string[] Worker = [.. typeof(TypedTasksWorkerOptions).GetProperties().Select(property => property.Name)];
    private static readonly string[] Queue = [.. typeof(TypedTasksQueueOptions).GetProperties().Select(property => property.Name)];
    private static readonly string[] Encryption = [.. typeof(TypedTasksEncryptionOptions).GetProperties().Select(property => property.Name)];

    private const string WorkerSection = "Worker";

    /// <returns>Each unknown key with a hint: the nearest name, or all of them.</returns>
    public static IEnumerable<(string Key, string Hint)> In(IConfiguration? configuration)
    {
        if (configuration is null) return [];
        var section = configuration.GetSection(ConfigureFromSection.Section);
        return Unknown(section, Shared)
            .Concat(Unknown(section.GetSection(WorkerSection), Worker))
            .Concat(Unknown(section.GetSection(nameof(TypedTasksOptions.Encryption)), Encryption))
            .Concat(section.GetSection(nameof(TypedTasksOptions.Queues)).GetChildren().SelectMany(queue => Unknown(queue, Queue)));
    }

    private static IEnumerable<(string Key, string Hint)> Unknown(IConfigurationSection section, string[] names)
        => from child in section.GetChildren()
           where !names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
           select (child.Path, Hint(child.Key, names));

    private static string Hint(string key, string[] names)
    {
        var nearest = names.MinBy(name => Distance(key, name)) ?? "";
        return Distance(key, nearest) <= Math.Max(2, key.Length / 3)
            ? $"Did you mean '{nearest}'?"
            : $"There are: {string.Join(", ", names.Order(StringComparer.Ordinal))}.";
    }

    /// <summary>How many letters must be added, removed or replaced to make one word the other.</summary>
    private static int Distance(string one, string other)
    {
        int[] above = [.. Enumerable.Range(0, other.Length + 1)];
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = above[j - 1] + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
            }

            above = row;
        }

        return above[^1];
    }
}
