using FsCheck;
using FsCheck.Fluent;

namespace TypedTasks.Storage.Conformance.Models;

/// <summary>A sequence of operations.</summary>
internal sealed record Operations(IReadOnlyList<Operation> All)
{
    private static readonly Gen<JobSpec> JobSpecs =
        from place in Gen.Choose(0, 8)
        from delay in Gen.Elements(0, 0, 0, 10, 60)
        from expectedWithin in Gen.Elements(0, 0, 5, 50)
        from maxAttempts in Gen.Choose(1, 3)
        from isNew in Gen.Elements(false, false, true)
        from enqueueId in Gen.Elements(0, 0, 0, 1, 2, 3)
        from atMostOnce in Gen.Elements(false, false, false, true)
        from deadline in Gen.Elements(0, 0, 0, 20, 90)
        from timeout in Gen.Elements(0, 0, 0, 7)
        select new JobSpec(place % 3, (place / 3) - 1, delay, expectedWithin, maxAttempts, isNew, enqueueId, atMostOnce, deadline, timeout);

    private static readonly Gen<OutcomeSpec> OutcomeSpecs =
        from attempt in Gen.Choose(0, 5)
        from kind in Gen.Elements(Enum.GetValues<OutcomeKind>())
        from delay in Gen.Elements(0, 10, 60)
        from neverStarted in Gen.Elements(false, true)
        from isOfLostJob in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new OutcomeSpec(attempt, kind, delay, neverStarted, isOfLostJob);

    private static readonly Gen<ClaimSpec> ClaimSpecs =
        from worker in Gen.Choose(0, 3)
        from firstQueue in Gen.Choose(0, 2)
        from queueCount in Gen.Choose(1, 3)
        from limit in Gen.Choose(1, 4)
        from isThorough in Gen.Elements(true, true, false)
        from knowsNew in Gen.Elements(false, true)
        from kind in Gen.Frequency((4, Gen.Constant(ClaimKind.Ready)), (1, Gen.Constant(ClaimKind.Hold)), (1, Gen.Constant(ClaimKind.Alone)))
        from freeSlots in Gen.Elements(0, 1, 2, 4)
        select new ClaimSpec(worker, firstQueue, queueCount, limit, isThorough, knowsNew, kind, freeSlots);

    private static readonly Gen<Operation> Rescues =
        from rescuer in Gen.Choose(0, 3)
        from isNew in Gen.Elements(true, true, false)
        from budget in Gen.Choose(2, 3)
        from limit in Gen.Choose(1, 4)
        select (Operation)new RescueJobs(rescuer, isNew, budget, limit);

    private static readonly Gen<Operation> Any = Gen.Frequency(
        (6, UpTo(3, JobSpecs, least: 1).Select(static specs => (Operation)new EnqueueJobs(specs))),
        (10, UpTo(3, OutcomeSpecs, least: 0).SelectMany(static outcomes => Gen.Frequency((3, ClaimSpecs.Select(static claim => (ClaimSpec?)claim)), (1, Gen.Constant<ClaimSpec?>(null))), static (outcomes, claim) => (Operation)new MakeTrip(outcomes, claim))),
        (2, Gen.Elements(10, 60).Select(static lease => (Operation)new RegisterWorker(lease))),
        (1, Gen.Choose(0, 3).SelectMany(static _ => Gen.Elements(10, 60), static (worker, lease) => (Operation)new RenewLease(worker, lease))),
        (1, Gen.Choose(0, 3).Select(static worker => (Operation)new RemoveWorker(worker))),
        (3, Gen.Choose(1, 4).Select(static limit => (Operation)new PromoteJobs(limit))),
        (3, Rescues),
        (2, Gen.Choose(0, 9).SelectMany(static _ => Gen.Elements("Nobody asked.", "Somebody asked."), static (job, reason) => (Operation)new CancelJob(job, reason))),
        (2, Gen.Choose(0, 9).Select(static job => (Operation)new RetryJob(job))),
        (1, Gen.Elements(0, 30).SelectMany(static _ => Gen.Choose(1, 4), static (retention, limit) => (Operation)new PruneJobs(retention, limit))),
        (3, Gen.Elements(1, 5, 15, 61).Select(static seconds => (Operation)new AdvanceClock(seconds))));

    /// <summary>Some dozens of operations, the first of which registers a worker; a counterexample is cut down to what is needed.</summary>
    public static Arbitrary<Operations> Random { get; } = Arb.From(
        Gen.Choose(10, 45).SelectMany(static count => Any.ListOf(count), static (_, operations) => new Operations([new RegisterWorker(60), .. operations])),
        Shorter);

    public override string ToString() => $"\n  {string.Join("\n  ", All)}\n";

    private static Gen<IReadOnlyList<T>> UpTo<T>(int most, Gen<T> one, int least)
        => Gen.Choose(least, most).SelectMany(count => one.ListOf(count), static (_, all) => (IReadOnlyList<T>)[.. all]);

    private static IEnumerable<Operations> Shorter(Operations operations)
    {
        var all = operations.All;
        for (var length = all.Count / 2; length > 0; length /= 2)
        {
            for (var start = 0; start < all.Count; start += length)
                yield return new Operations([.. all.Take(start), .. all.Skip(start + length)]);
        }

        for (var i = 0; i < all.Count; i++)
        {
            foreach (var simpler in Simpler(all[i])) yield return new Operations([.. all.Take(i), simpler, .. all.Skip(i + 1)]);
        }
    }

    private static IEnumerable<Operation> Simpler(Operation operation) => operation switch
    {
        EnqueueJobs { Specs.Count: > 1 } enqueue => enqueue.Specs.Select(spec => enqueue with { Specs = [.. enqueue.Specs.Where(other => other != spec)] }).Where(static simpler => simpler.Specs.Count > 0),
        MakeTrip { Outcomes.Count: > 0 } trip => [.. trip.Outcomes.Select(outcome => trip with { Outcomes = [.. trip.Outcomes.Where(other => other != outcome)] }), trip with { Claim = null }],
        _ => [],
    };
}
