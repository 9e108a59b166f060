using System.Text.Json;

using TypedTasks.Storage;

namespace TypedTasks;

/// <summary>Finds queued jobs that an application can't run, because it does not have their task or the version of their payload: before a deploy, or after one.</summary>
public static class ContractCheck
{
    /// <summary>Every name and version under which the tasks of these manifests may have jobs.</summary>
    /// <param name="manifests">The generated manifests of the application and its libraries.</param>
    public static IReadOnlyList<TaskContract> ContractsOf(params IEnumerable<ITaskManifest> manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        return [.. manifests.SelectMany(manifest => manifest.Tasks).SelectMany(task => task.Contracts).Distinct()];
    }

    /// <summary>The same from a lock file, for tools that can't load the application.</summary>
    /// <param name="utf8">The content of <c>tasks.lock.json</c>.</param>
    /// <exception cref="JsonException">It is no lock file.</exception>
    public static IReadOnlyList<TaskContract> ContractsOf(ReadOnlyMemory<byte> utf8)
    {
        using var file = JsonDocument.Parse(utf8);
        if (!file.RootElement.TryGetProperty("tasks", out var tasks) || tasks.ValueKind != JsonValueKind.Object)
            throw new JsonException("The file has no member 'tasks', so it is no tasks.lock.json.");
        return [.. tasks.EnumerateObject().SelectMany(ContractsOf).Distinct()];
    }

    /// <summary>Finds what no task here can run.</summary>
    /// <param name="storage">The storage with the jobs.</param>
    /// <param name="known">What the application can run; see <see cref="ContractsOf(IEnumerable{ITaskManifest})"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The contracts that are not known, each with its number of jobs that have not ended; empty if all is well.</returns>
    /// <exception cref="StorageException">The storage can't be read.</exception>
    public static async ValueTask<IReadOnlyList<ContractCount>> FindUnknownAsync(
        IStorage storage, IEnumerable<TaskContract> known, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(known);
        var contracts = known.ToHashSet();
        var counts = await storage.Reader.CountContractsAsync(cancellationToken).ConfigureAwait(false);
        return [.. counts.Where(count => !contracts.Contains(count.Contract))];
    }

    private static IEnumerable<TaskContract> ContractsOf(JsonProperty task)
    {
        var names = task.Value.TryGetProperty("aliases", out var aliases) ? aliases.EnumerateArray().Select(alias => alias.GetString() ?? "") : [];
        if (!task.Value.TryGetProperty("versions", out var versions)) throw new JsonException($"Task '{task.Name}' of the file has no versions, so it is no tasks.lock.json.");
        return from name in names.Prepend(task.Name)
               from version in versions.EnumerateObject()
               select new TaskContract(name, int.TryParse(version.Name, out var number) ? number : throw new JsonException($"'{version.Name}' of task '{task.Name}' is no version."));
    }
}
