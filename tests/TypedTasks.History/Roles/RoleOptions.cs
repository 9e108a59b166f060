using System.Globalization;
using TypedTasks.History.Events;
using TypedTasks.History.Running;

namespace TypedTasks.History.Roles;

/// <summary>What a process is told on its command line: <c>--word value</c>.</summary>
internal sealed class RoleOptions(string[] words)
{
    public string Name => Get("name", "somebody");

    public string Folder => Get("folder", ".");

    public DatabaseAddress Database => words.Contains("--sqlite") ? new("sqlite", Get("sqlite", "")) : new("postgres", Get("postgres", ""));

    /// <summary>Differs for each life of a process: its name ends with the number of its start.</summary>
    public int Seed => (Number("seed", 1) * 1000) + int.Parse(Name[(Name.LastIndexOf('.') + 1)..], CultureInfo.InvariantCulture);

    /// <summary>By how many minutes the process's clock is ahead; negative for behind.</summary>
    public TimeSpan ClockAhead => TimeSpan.FromMinutes(Number("ahead", 0));

    public int Concurrency => Number("slots", 4);

    public string Queues => Get("queues", "default");

    public int Number(string word, int otherwise) => int.Parse(Get(word, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    public string Get(string word, string otherwise)
    {
        var at = Array.IndexOf(words, "--" + word);
        return at >= 0 && at + 1 < words.Length ? words[at + 1] : otherwise;
    }

    public EventFile OpenLog() => new(Path.Combine(Folder, Name + EventFile.Extension), Name);
}
