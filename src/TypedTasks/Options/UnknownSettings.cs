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
        => NearestName.Of(key, names) is { } nearest ? $"Did you mean '{nearest}'?" : $"There are: {string.Join(", ", names.Order(StringComparer.Ordinal))}.";
}
