using TypedTasks.History.Roles;

namespace TypedTasks.History.Running;

/// <summary>SIGKILL to a process.</summary>
internal sealed class Killed(Cast cast) : Fault
{
    public override Task BeginAsync(Random chance) => chance.GetItems([.. cast.All], 1)[0].KillAsync();
}

/// <summary>SIGKILL to all workers at once.</summary>
internal sealed class AllWorkersKilled(Cast cast) : Fault
{
    public override Task BeginAsync(Random chance) => Task.WhenAll(cast.Workers.Select(static worker => worker.KillAsync()));
}

/// <summary>A graceful stop of a worker, as a deployment has it.</summary>
internal sealed class Deployed(Cast cast) : Fault
{
    public override Task BeginAsync(Random chance) => chance.GetItems([.. cast.Workers], 1)[0].EndAsync(TimeSpan.FromSeconds(15));
}

/// <summary>SIGSTOP to a process, and SIGCONT after its lease has run out, or a moment later.</summary>
internal sealed class Stopped(Cast cast, bool pastTheLease) : Fault
{
    private RoleProcess? _stopped;

    public override string Name => pastTheLease ? "StoppedPastTheLease" : "StoppedForAMoment";

    public override TimeSpan Lasts(Random chance)
        => pastTheLease ? RoleHost.Lease * (1.2 + chance.NextDouble()) : RoleHost.Lease * (chance.NextDouble() / 2);

    public override Task BeginAsync(Random chance)
    {
        _stopped = chance.GetItems([.. pastTheLease ? cast.Workers : cast.All], 1)[0];
        return _stopped.StopAsync();
    }

    public override Task EndAsync() => _stopped?.ContinueAsync() ?? Task.CompletedTask;
}
