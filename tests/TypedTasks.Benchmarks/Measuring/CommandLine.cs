using System.Globalization;

namespace TypedTasks.Benchmarks.Measuring;

/// <summary>What the program was asked to do: a scenario, and options that change where, how often and how much.</summary>
internal sealed record CommandLine(string Scenario, string? ConnectionString, int? Rounds, Sizes Sizes)
{
    public const string Options = "[--connection \"<connection string>\"] [--rounds <number>] [--jobs <number>] [--seconds <number>]";

    /// <returns>Null, and the problem, if the words make no sense.</returns>
    public static CommandLine? Parse(IReadOnlyList<string> words, out string problem)
    {
        problem = "";
        if (words.Count == 0 || words[0].StartsWith('-'))
        {
            problem = "No scenario was named.";
            return null;
        }

        string? connectionString = null;
        int? rounds = null, jobs = null, seconds = null;
        for (var i = 1; i < words.Count; i += 2)
        {
            var value = i + 1 < words.Count ? words[i + 1] : "";
            var isUnderstood = words[i] switch
            {
                "--connection" => (connectionString = value).Length > 0,
                "--rounds" => (rounds = Number(value)) is not null,
                "--jobs" => (jobs = Number(value)) is not null,
                "--seconds" => (seconds = Number(value)) is not null,
                _ => false,
            };
            if (isUnderstood) continue;
            problem = $"'{words[i]} {value}' is not understood here. --connection takes a connection string; --rounds, --jobs and --seconds take a number from 1.";
            return null;
        }

        return new CommandLine(words[0], connectionString, rounds, new Sizes(jobs, seconds is { } length ? TimeSpan.FromSeconds(length) : null));
    }

    private static int? Number(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
