using System.Collections;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Tests;

/// <summary>Jobs of which the second can't be had.</summary>
internal sealed class FaultyJobs : IReadOnlyList<JobToStore>
{
    public int Count => 2;

    public JobToStore this[int index] => index == 0 ? TestJobs.AJob() with { Queue = "seen-only-here" } : throw new InvalidOperationException("The second job can't be had.");

    public IEnumerator<JobToStore> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
