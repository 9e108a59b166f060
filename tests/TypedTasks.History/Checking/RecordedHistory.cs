using TypedTasks.History.Events;

namespace TypedTasks.History.Checking;

/// <summary>What all processes saw, in the order of time, and what the tables held in the end.</summary>
public sealed class RecordedHistory
{
    private readonly ILookup<Guid, HistoryEvent> _byKey;
    private readonly ILookup<Guid, FinalJob> _jobsByKey;
    private readonly Dictionary<Guid, int> _effects;

    public RecordedHistory(IReadOnlyList<HistoryEvent> events, FinalState final)
    {
        Events = events;
        Final = final;
        _byKey = events.Where(static seen => seen.Key is not null).ToLookup(static seen => seen.Key.GetValueOrDefault());
        _jobsByKey = final.Jobs.ToLookup(static job => job.Key);
        _effects = final.Effects.CountBy(static key => key).ToDictionary();
        var finals = final.Jobs.DistinctBy(static job => job.Id).ToDictionary(static job => job.Id);
        var byJob = events.Where(static seen => seen.Job is not null).ToLookup(static seen => seen.Job.GetValueOrDefault());
        Jobs = [.. byJob.Select(static job => job.Key).Union(finals.Keys).Order().Select(id => new JobStory(id, [.. byJob[id]], finals.GetValueOrDefault(id)))];
    }

    public IReadOnlyList<HistoryEvent> Events { get; }

    public FinalState Final { get; }

    /// <summary>The story of each job, in the order of their numbers.</summary>
    public IReadOnlyList<JobStory> Jobs { get; }

    /// <summary>The producers' names of all jobs that anybody asked for.</summary>
    public IEnumerable<Guid> Keys => _byKey.Select(static seen => seen.Key);

    /// <summary>What was seen of a job by its producer's name.</summary>
    public IEnumerable<HistoryEvent> Of(Guid key) => _byKey[key];

    /// <summary>The stored jobs that bear a producer's name: one, or none.</summary>
    public IReadOnlyList<FinalJob> StoredAs(Guid key) => [.. _jobsByKey[key]];

    /// <summary>How often a job's effect is stored.</summary>
    public int EffectsOf(Guid key) => _effects.GetValueOrDefault(key);
}
