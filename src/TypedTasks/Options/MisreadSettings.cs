using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

using Microsoft.Extensions.Configuration;

namespace TypedTasks;

/// <summary>
/// Finds values in the configuration that .NET reads as something else than they look like: <c>30</c> is 30 days, <c>24:00:00</c> are 24 days,
/// and one text in place of a list is nothing at all.
/// </summary>
internal static partial class MisreadSettings
{
    // Names of properties survive trimming, since each type is named here.
    private static readonly string[] WorkerTimes = Times(typeof(TypedTasksWorkerOptions).GetProperties());
    private static readonly string[] QueueTimes = Times(typeof(TypedTasksQueueOptions).GetProperties());

    public static IEnumerable<string> OfWorker(IConfigurationSection worker)
        => TimesIn(worker, WorkerTimes).Concat(Lists(worker.GetSection(nameof(TypedTasksWorkerOptions.Queues))));

    public static IEnumerable<string> OfQueues(IConfigurationSection queues)
        => queues.GetChildren().SelectMany(queue => TimesIn(queue, QueueTimes));

    private static string[] Times(PropertyInfo[] properties)
        => [.. properties.Where(property => property.PropertyType == typeof(TimeSpan) || property.PropertyType == typeof(TimeSpan?)).Select(property => property.Name)];

    private static IEnumerable<string> TimesIn(IConfigurationSection section, string[] names)
    {
        foreach (var setting in names.Select(section.GetSection))
        {
            if (!string.IsNullOrEmpty(setting.Value) && Problem(setting.Value) is { } problem) yield return $"{setting.Path} is '{setting.Value}', {problem}";
        }
    }

    private static string? Problem(string text)
    {
        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)) return "which is no time. Write hours, minutes and seconds, such as 00:00:30, with days before a full stop: 1.12:00:00.";
        if (SaysDays().IsMatch(text) || time.Duration() < TimeSpan.FromDays(1)) return null;

        // Nobody who writes 30 means days; who means them must say so.
        return text.Contains(':')
            ? $"and 24 hours and more are read as days. Write {Text(new TimeSpan(time.Days, time.Hours, time.Minutes))} if hours are meant, or {Text(time)} if days are."
            : $"and a number alone is read as days. Write {Text(TimeSpan.FromSeconds(time.Days))} if seconds are meant, or {Text(time)} if days are.";
    }

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lists(IConfigurationSection list)
    {
        if (!string.IsNullOrEmpty(list.Value))
            yield return $"{list.Path} is '{list.Value}', but it is a list, so that the text would be passed over and all queues be served. Give each entry a key of its own: {list.Path}:0, {list.Path}:1 and so on.";
    }

    [GeneratedRegex(@"^\s*-?\d+(\.\d+:|(:\d+){3})")]
    private static partial Regex SaysDays();
}
