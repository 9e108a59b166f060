using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TypedTasks.Testing;

/// <summary>Replays the payloads that <c>tasks.lock.json</c> holds: each is read as a worker would read it, through every upgrade, up to the call that would run. Nothing is run.</summary>
public static class LockFileSamples
{
    /// <summary>Replays all payloads of a lock file.</summary>
    /// <param name="manifest">The generated manifest of the assembly whose file it is.</param>
    /// <param name="path">The file.</param>
    /// <returns>How many payloads were read.</returns>
    /// <exception cref="LockFileSampleException">Payloads can't be read; the message has every one of them and why.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="JsonException">The file is no lock file.</exception>
    public static int Replay(ITaskManifest manifest, string path)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(path);
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        var replayed = 0;
        var problems = new List<string>();
        foreach (var task in file.RootElement.GetProperty("tasks").EnumerateObject())
        {
            foreach (var version in task.Value.GetProperty("versions").EnumerateObject())
            {
                if (!version.Value.TryGetProperty("samples", out var samples)) continue;
                foreach (var sample in samples.EnumerateArray())
                {
                    replayed++;
                    if (Problem(manifest, task.Name, version.Name, sample) is { } problem) problems.Add(problem);
                }
            }
        }

        return problems.Count == 0 ? replayed : throw new LockFileSampleException(problems);
    }

    private static string? Problem(ITaskManifest manifest, string name, string version, JsonElement sample)
    {
        var number = int.Parse(version, NumberStyles.None, CultureInfo.InvariantCulture);
        var task = manifest.Tasks.FirstOrDefault(task => task.Contracts.Any(contract => contract.TaskName == name && contract.Version == number));
        if (task is null) return $"No task of the manifest runs jobs of '{name}' in version {version}.";
        try
        {
            task.For(number).Decode(Encoding.UTF8.GetBytes(sample.GetRawText()));
            return null;
        }
        catch (Exception problem)
        {
            return $"'{name}' in version {version} can't read {sample.GetRawText()}: {problem.Message}";
        }
    }
}
