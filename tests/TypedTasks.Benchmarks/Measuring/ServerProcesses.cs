using System.Globalization;

namespace TypedTasks.Benchmarks.Measuring;

/// <summary>The processes of a private PostgreSQL, seen through /proc.</summary>
internal sealed class ServerProcesses
{
    // The unit of the times in /proc/<pid>/stat; 100 per second on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    // Fields of /proc/<pid>/stat after the name in parentheses.
    private const int Parent = 1;
    private const int UserTime = 11;
    private const int ChildrenSystemTime = 14;

    private readonly string _postmaster;

    private ServerProcesses(string postmaster) => _postmaster = postmaster;

    /// <returns>Null where there is no /proc.</returns>
    public static ServerProcesses? Find(string serverFolder)
        => File.Exists("/proc/self/stat") ? new ServerProcesses(File.ReadLines(Path.Combine(serverFolder, "data", "postmaster.pid")).First()) : null;

    /// <summary>Processor time since the server started, of the processes that live and of those that have ended.</summary>
    public TimeSpan ReadCpu()
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            var process = Path.GetFileName(folder);
            if (!char.IsAsciiDigit(process[0]) || ReadStat(folder) is not { } fields) continue;
            if (process == _postmaster || fields[Parent] == _postmaster)
                ticks += fields[UserTime..(ChildrenSystemTime + 1)].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    private static string[]? ReadStat(string folder)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // it has ended since
        }
    }
}
