namespace TypedTasks.Benchmarks.Measuring;

/// <summary>What the program was asked to do: a scenario, and options that change where and how often.</summary>
internal sealed record CommandLine(string Scenario, string? ConnectionString, int? Rounds)
{
    /// <returns>Null, and the problem, if the words make no sense.</returns>
    public static CommandLine? Parse(IReadOnlyList<string> words, out string problem)
    {
        problem = "";
        string? scenario = null;
        string? connectionString = null;
        int? rounds = null;
        for (var i = 0; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "--connection" when i + 1 < words.Count:
                    connectionString = words[++i];
                    break;
                case "--rounds" when i + 1 < words.Count && int.TryParse(words[i + 1], out var number) && number > 0:
                    rounds = number;
                    i++;
                    break;
                case var word when !word.StartsWith('-') && scenario is null:
                    scenario = word;
                    break;
                default:
                    problem = $"'{words[i]}' is not understood here. --connection takes a connection string, --rounds a number from 1.";
                    return null;
            }
        }

        if (scenario is not null) return new CommandLine(scenario, connectionString, rounds);
        problem = "No scenario was named.";
        return null;
    }
}
